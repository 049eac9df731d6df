import { useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import { formOptions, refetchOptions } from './form-control.ts';
import type { FormKind, FormTexts } from './form-kind.ts';
import type { FormSubject, StoredDraft } from './open-form.ts';
import { useUnsaved } from './unsaved-context.ts';

interface FormOnScreen<Values> extends FormSubject {
  /** As main has it. */
  readonly values: Values;
  readonly draft: StoredDraft | null;
}

/** The form of a row, on screen. Give the id as the key, too: no typing goes from one row to the next. */
export function useUnsavedForm<Values extends FormTexts>(
  kind: FormKind<Values>,
  { values, draft, ...subject }: FormOnScreen<Values>,
) {
  const unsaved = useUnsaved();
  const [open] = useState(() => unsaved.open(kind, { ...subject, saved: values, draft }));
  const form = useForm<Values, unknown, Values>({
    formControl: open.control.formControl,
    ...formOptions(kind),
    values,
    resetOptions: refetchOptions,
  });
  useEffect(() => open.show(), [open]);
  return { form, open };
}
