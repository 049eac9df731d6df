import { zodResolver } from '@hookform/resolvers/zod';
import {
  createFormControl,
  type DefaultValues,
  type Path,
  type PathValue,
  type Resolver,
  type UseFormReturn,
} from 'react-hook-form';
import { type FormKind, type FormTexts } from './form-kind.ts';

/** When a field's fault is told: once it was left, from then on at once. */
export const formOptions = <Values extends FormTexts>({ schema }: FormKind<Values>) =>
  ({
    resolver: zodResolver(schema as never) as unknown as Resolver<Values, unknown, Values>,
    mode: 'onTouched',
  }) as const;

/** The form's state with a draft of before already typed in. Outside of React, so that it is initialised once. */
export function openControl<Values extends FormTexts>(
  kind: FormKind<Values>,
  saved: Values,
  draft: Partial<Values>,
): FormControl<Values> {
  const control = createFormControl<Values, unknown, Values>({
    ...formOptions(kind),
    defaultValues: saved as unknown as DefaultValues<Values>,
  });
  // Whether a field is dirty is only kept up while somebody listens to it.
  const stop = control.subscribe({ formState: { dirtyFields: true }, callback: () => undefined });
  for (const [field, value] of Object.entries(draft)) {
    control.setValue(field as Path<Values>, value as PathValue<Values, Path<Values>>, { shouldDirty: true });
  }
  stop();
  return control;
}
type Unwatched<Values extends FormTexts> = Omit<UseFormReturn<Values, unknown, Values>, 'formState'>;
export type FormControl<Values extends FormTexts> = Unwatched<Values> & { formControl: Unwatched<Values> };

/** Fields that are not dirty follow what main has; dirty ones, their errors and the rest stay as they are. */
export const refetchOptions = {
  keepDirtyValues: true,
  keepErrors: true,
  keepTouched: true,
  keepIsSubmitted: true,
} as const;
/** The values stay, what counts as saved changes. */
const rebase = { ...refetchOptions, keepValues: true, keepDirtyValues: false } as const;

/** Holds what is typed for saved, before main has said so. Answers how to take that back: to what was saved `before`. */
export function markSaved<Values extends FormTexts>(
  form: Pick<FormControl<Values>, 'reset' | 'getValues'>,
  before: Values,
): () => void {
  form.reset(form.getValues(), rebase);
  return () => form.reset(before as unknown as DefaultValues<Values>, rebase);
}
