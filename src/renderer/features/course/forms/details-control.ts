import { createFormControl, type UseFormReturn } from 'react-hook-form';
import type { CourseDetails } from '../../../../shared/domain/course.ts';
import { valuesOf, type DetailsField, type DetailsValues } from './details-form.ts';

export type DetailsControl = ReturnType<typeof openDetailsForm>;

/** The form's state with a draft of before already typed in. Outside of React, so that it is initialised once. */
export function openDetailsForm(details: CourseDetails, draft: Partial<DetailsValues>) {
  const control = createFormControl<DetailsValues>({ defaultValues: valuesOf(details) });
  // Whether a field is dirty is only kept up while somebody listens to it.
  const stop = control.subscribe({ formState: { dirtyFields: true }, callback: () => undefined });
  for (const [field, value] of Object.entries(draft)) {
    control.setValue(field as DetailsField, value, { shouldDirty: true });
  }
  stop();
  return control;
}

/** Fields that are not dirty follow what main has; dirty ones, their errors and the rest stay as they are. */
export const refetchOptions = {
  keepDirtyValues: true,
  keepErrors: true,
  keepTouched: true,
  keepIsSubmitted: true,
} as const;
/** The values stay, what counts as saved changes. */
const rebase = { ...refetchOptions, keepValues: true, keepDirtyValues: false } as const;

/** Holds these values for saved, before main has said so. Answers how to take that back. */
export function markSaved(form: Pick<UseFormReturn<DetailsValues>, 'reset' | 'getValues'>, before: DetailsValues) {
  form.reset(form.getValues(), rebase);
  return () => form.reset(before, rebase);
}
