import { useEffect } from 'react';

/** The field that the address asks for (the name of a `Field`) gets the keyboard once its form is there. */
export function useFocusField(name: string | undefined): void {
  useEffect(() => {
    if (name === undefined) return;
    const field = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`);
    const control = field?.querySelector<HTMLElement>('input, textarea, button') ?? field;
    control?.focus();
    field?.scrollIntoView({ block: 'center' });
  }, [name]);
}
