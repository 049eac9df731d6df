import { FilePenLine } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useFormState } from 'react-hook-form';
import type { CourseDetails } from '../../../../shared/domain/course.ts';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { Button } from '../../../components/button.tsx';
import { ErrorNote } from '../../../components/error-note.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Toolbar } from '../../../components/toolbar.tsx';
import { useFormats, useStudio } from '../../../hooks/studio-context.ts';
import { useCommand } from '../../../hooks/use-command.ts';
import { useErrorWords } from '../../../hooks/use-error-words.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { commandShortcut } from '../../../lib/shortcuts.ts';
import { useCourseParts } from '../course-parts.ts';
import { TextField, type DetailsForm } from './details-fields.tsx';
import { ChangedSince } from './changed-since.tsx';
import { draftOf, faultyFields, valuesOf } from './details-form.ts';
import { basesOf } from './draft-bases.ts';
import { DetailsCourseContext } from './field-conflict.tsx';
import { FactsFields } from './facts-fields.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import { ObjectivesField } from './objectives-field.tsx';
import { PriceFields } from './price-fields.tsx';
import { useDetailsForm } from './use-details-form.ts';

interface CourseDetailsFormProps {
  readonly courseId: CourseId;
  readonly details: CourseDetails;
  /** What was typed before and not saved. */
  readonly draft: { readonly fields: unknown; readonly savedAtMs: number } | null;
}

/** The details of a course. Nothing is written before *Save changes*, and nothing that is typed is lost. */
export function CourseDetailsForm({ courseId, details, draft }: CourseDetailsFormProps) {
  const { t } = useTranslation();
  const [restored, setRestored] = useState(() => (draft ? draftOf(draft.fields) : {}));
  const bases = basesOf(draft?.fields);
  const inForm = useDetailsForm({ courseId, details, draft: restored, bases });
  const { form, changed, changedSince, error, save, discard, keepDraft } = inForm;
  const words = useErrorWords(error);
  const isDirty = changed.size > 0;
  const isRestored = isDirty && Object.keys(restored).length > 0;
  useCommand('save', () => void save());
  const throwAway = () => {
    discard();
    setRestored({});
  };
  return (
    <form
      noValidate
      className="flex h-full flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Toolbar title={details.title} facts={t('courseDetails.title')}>
        <SaveState form={form} isDirty={isDirty} />
        <SaveButton isDirty={isDirty} />
      </Toolbar>
      {isRestored && draft ? <RestoredNote savedAtMs={draft.savedAtMs} onDiscard={throwAway} /> : null}
      <ChangedSince form={form} fields={changedSince} saved={valuesOf(details)} />
      {words ? (
        <div className="border-b border-line p-2">
          <ErrorNote title={t('courseDetails.saveFailed')} hint={`${words.title} ${words.hint}`} />
        </div>
      ) : null}
      <div className="relative min-h-0 grow overflow-y-auto">
        <DetailsCourseContext value={courseId}>
          <Fields form={form} courseId={courseId} />
        </DetailsCourseContext>
      </div>
      <LeaveDialog
        isDirty={isDirty}
        onSave={save}
        onKeep={keepDraft}
        onDiscard={throwAway}
        onStay={() => focusFirstFault(form)}
      />
    </form>
  );
}

/** To the first field that cannot be saved as it is; answers whether there is one. */
function focusFirstFault({ formState, setFocus }: DetailsForm): boolean {
  const [first] = faultyFields(formState.errors);
  if (first) setFocus(first);
  return first !== undefined;
}

function Fields({ form, courseId }: { readonly form: DetailsForm; readonly courseId: CourseId }) {
  const { t } = useTranslation();
  const { WatchedFolders } = useCourseParts();
  return (
    <div className="mx-auto flex max-w-200 flex-col px-6 pb-10">
      <Section title={t('courseDetails.section.landing')}>
        <TextField form={form} name="title" />
        <TextField form={form} name="subtitle" hint={t('courseDetails.hint.subtitle')} />
        <TextField form={form} name="description" lines={5} hint={t('courseDetails.hint.description')} />
        <ObjectivesField form={form} />
      </Section>
      <Section title={t('courseDetails.section.audience')}>
        <TextField form={form} name="audience" lines={2} hint={t('courseDetails.hint.audience')} />
        <TextField form={form} name="requirements" lines={2} hint={t('courseDetails.hint.requirements')} />
      </Section>
      <Section title={t('courseDetails.section.facts')}>
        <FactsFields form={form} />
      </Section>
      <Section title={t('courseDetails.section.price')}>
        <PriceFields form={form} />
      </Section>
      <Section title={t('watch.section')}>
        <WatchedFolders courseId={courseId} />
      </Section>
    </div>
  );
}

/** The name of a group of fields at its start side, the fields beside it. */
function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section
      aria-label={title}
      className="grid gap-x-8 gap-y-3 border-b border-line py-6 last:border-b-0 md:grid-cols-[168px_minmax(0,1fr)]"
    >
      <h2 className="text-13 font-semibold text-balance">{title}</h2>
      <div className="flex flex-col gap-4">{children}</div>
    </section>
  );
}

function SaveState({ form, isDirty }: { readonly form: DetailsForm; readonly isDirty: boolean }) {
  const { t } = useTranslation();
  const { errors } = useFormState({ control: form.control });
  const faults = Object.keys(errors).length;
  const words = faults > 0 ? t('courseDetails.fixFirst', { count: faults }) : t('courseDetails.unsaved');
  return (
    <p role="status" className={faults > 0 && isDirty ? 'text-12 text-danger' : 'text-12 text-ink-muted'}>
      {isDirty ? words : t('courseDetails.saved')}
    </p>
  );
}

function SaveButton({ isDirty }: { readonly isDirty: boolean }) {
  const { t } = useTranslation();
  const { platform } = useStudio();
  return (
    <Button type="submit" look="primary" disabled={!isDirty} title={commandShortcut('save', platform)}>
      {t('courseDetails.save')}
    </Button>
  );
}

function RestoredNote({ savedAtMs, onDiscard }: { readonly savedAtMs: number; readonly onDiscard: () => void }) {
  const { t } = useTranslation();
  const { clock } = useFormats();
  const nowMs = useNow();
  return (
    <div role="status" className="flex items-center gap-2 border-b border-line bg-info-soft px-4 py-1.5 text-12">
      <Icon of={FilePenLine} className="text-info" />
      <p className="grow">{t('courseDetails.restored', { time: clock(savedAtMs, nowMs) })}</p>
      <Button look="quiet" size="compact" onClick={onDiscard} className="px-2 text-12">
        {t('courseDetails.discard')}
      </Button>
    </div>
  );
}
