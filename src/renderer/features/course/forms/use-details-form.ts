import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useForm, type UseFormReturn } from 'react-hook-form';
import type { CourseDetails } from '../../../../shared/domain/course.ts';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { openDraft } from '../../../lib/draft.ts';
import type { DraftFields, DraftJournal } from '../../../lib/draft-journal.ts';
import { runMutation } from '../../../lib/run-mutation.ts';
import { saveCourseDetails, type DetailsChange } from '../mutations/course-details.ts';
import { createDraftBases, type DraftBaseKeeper, type DraftBases, withBases } from './draft-bases.ts';
import { markSaved, openDetailsForm, refetchOptions, type DetailsControl } from './details-control.ts';
import {
  changedDetails,
  detailsForm,
  dirtyOf,
  shownDetails,
  valuesOf,
  type DetailsField,
  type DetailsValues,
} from './details-form.ts';

export const detailsDraft = 'course-details';

interface DetailsFormProps {
  readonly courseId: CourseId;
  readonly details: CourseDetails;
  readonly draft: Partial<DetailsValues>;
  /** What the fields of the draft were typed over. */
  readonly bases: DraftBases;
}

/** `save` answers whether all that was typed is saved; the first field that cannot be has the focus. */
export function useDetailsForm({ courseId, details, draft, bases: stored }: DetailsFormProps) {
  const client = useQueryClient();
  const [control] = useState(() => openDetailsForm(details, draft));
  const [journal] = useState(() => openDraft(detailsDraft, courseId, Object.keys(draft).length > 0));
  const [bases] = useState(() => createDraftBases(stored));
  const [error, setError] = useState<unknown>(null);
  const form = useForm<DetailsValues>({
    formControl: control.formControl,
    resolver: zodResolver(detailsForm),
    mode: 'onTouched',
    values: valuesOf(details),
    resetOptions: refetchOptions,
  });
  const changed = dirtyOf(form.formState.dirtyFields);
  useJournal(control, journal, bases);
  const save = async (): Promise<boolean> => {
    if (changed.size === 0) return true;
    let isSaved = false;
    await form.handleSubmit(async (values) => {
      setError(null);
      const change = {
        courseId,
        details: changedDetails(values, changed),
        over: shownDetails(bases.held(), details.currency),
        draftOf: detailsDraft,
      };
      isSaved = await send(client, form, change, setError);
    })();
    return isSaved;
  };
  const discard = () => {
    form.reset(valuesOf(details), { keepDirtyValues: false });
    journal.drop();
    setError(null);
  };
  const changedSince = bases.changedSince(changed, valuesOf(details));
  return { form, changed, changedSince, error, save, discard, keepDraft: () => journal.flush() };
}

/** Answers whether it was saved; why not is told to `onFailure`, with what was typed dirty again. */
function send(
  client: QueryClient,
  form: UseFormReturn<DetailsValues>,
  input: DetailsChange,
  onFailure: (error: unknown) => void,
): Promise<boolean> {
  const takeBack = markSaved(form, form.formState.defaultValues as DetailsValues);
  const options = {
    ...saveCourseDetails,
    // Before the cache goes back: what was typed must be dirty again by then, or it would follow the cache.
    onError(...failure: Parameters<NonNullable<typeof saveCourseDetails.onError>>) {
      takeBack();
      onFailure(failure[0]);
      return saveCourseDetails.onError?.(...failure);
    },
  };
  // The draft goes when the journal next finds no field dirty: typing may be ahead of the save.
  return runMutation(client, options, input).then(
    () => true,
    () => false,
  );
}

/** Notes every change while the form is open, and what is not yet kept when it, or the window, closes. */
function useJournal(control: DetailsControl, journal: DraftJournal, bases: DraftBaseKeeper): void {
  useEffect(() => {
    const stop = control.subscribe({
      formState: { values: true, dirtyFields: true },
      callback({ values, dirtyFields, defaultValues = {} }) {
        if (!dirtyFields) return;
        const changed = dirtyOf(dirtyFields);
        journal.note(withBases(typedFields(values, changed), bases.note(changed, defaultValues)));
      },
    });
    const flush = () => journal.flush();
    window.addEventListener('pagehide', flush);
    return () => {
      stop();
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [control, journal, bases]);
}

function typedFields(values: DetailsValues, changed: ReadonlySet<DetailsField>): DraftFields {
  return Object.fromEntries([...changed].map((field) => [field, values[field]]));
}
