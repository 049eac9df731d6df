import { useController, type Control, type Path, type PathValue } from 'react-hook-form';
import type { ComponentProps } from 'react';
import { Select } from '../../../components/select.tsx';
import type { FormTexts } from '../unsaved/form-kind.ts';

type SelectProps = ComponentProps<typeof Select<string>>;
interface SelectFieldProps<Values extends FormTexts> extends Omit<SelectProps, 'value' | 'onChange' | 'name'> {
  readonly control: Control<Values, unknown, Values>;
  readonly name: Path<Values>;
}

/** One of a few, as a field of a form. */
export function SelectField<Values extends FormTexts>({ control, name, ...rest }: SelectFieldProps<Values>) {
  const {
    field: { ref, value, onChange, onBlur },
  } = useController({ control, name });
  return (
    <Select
      {...rest}
      ref={ref}
      value={value as string}
      onChange={(next) => onChange(next as PathValue<Values, Path<Values>>)}
      onBlur={onBlur}
    />
  );
}
