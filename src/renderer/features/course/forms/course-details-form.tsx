import { memo, type ReactNode } from 'react';
import { useFormState } from 'react-hook-form';
import type { CourseDetails } from '../../../../shared/domain/course.ts';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { Button } from '../../../components/button.tsx';
import { Toolbar } from '../../../components/toolbar.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useCommand } from '../../../hooks/use-command.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useShortcuts } from '../../../hooks/shortcuts-context.ts';
import { useCourseParts } from '../course-parts.ts';
import { FormNotes } from '../unsaved/form-notes.tsx';
import type { StoredDraft } from '../unsaved/open-form.ts';
import { SaveEndNote } from '../unsaved/unsaved-bar.tsx';
import { isUnsaved, useUnsaved, useUnsavedUi } from '../unsaved/unsaved-context.ts';
import { useUnsavedForm } from '../unsaved/use-unsaved-form.ts';
import { TextField, type DetailsForm } from './details-fields.tsx';
import { detailsKind, valuesOf, type DetailsField, type DetailsValues } from './details-form.ts';
import { DetailsCourseContext } from './field-conflict.tsx';
import { CoverField } from './cover-field.tsx';
import { FactsFields } from './facts-fields.tsx';
import { ObjectivesField } from './objectives-field.tsx';
import { PromoField } from './promo-field.tsx';
import { PriceFields } from './price-fields.tsx';

interface CourseDetailsFormProps {
  readonly courseId: CourseId;
  readonly details: CourseDetails;
  /** What was typed before and not saved. */
  readonly draft: StoredDraft | null;
}

/** The details of a course. Nothing is written before *Save changes*, and nothing that is typed is lost. */
export function CourseDetailsForm({ courseId, details, draft }: CourseDetailsFormProps) {
  const { t } = useTranslation();
  const unsaved = useUnsaved();
  const values = valuesOf(details);
  const { form, open } = useUnsavedForm(detailsKind, { entityId: courseId, title: details.title, values, draft });
  const isDirty = useUnsavedUi(isUnsaved);
  const read = useSavedWords();
  useCommand('save', () => void unsaved.save(), isDirty);
  return (
    <form
      noValidate
      className="flex h-full flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        void unsaved.save();
      }}
    >
      <Toolbar title={details.title} facts={t('courseDetails.title')}>
        <SaveState form={form} isDirty={isDirty} />
        <SaveButton isDirty={isDirty} />
      </Toolbar>
      <FormNotes
        form={form}
        open={open}
        saved={values}
        nameOf={(field) => t(`courseDetails.field.${field === 'priceText' ? 'price' : field}`)}
        read={read}
      />
      <SaveEndNote />
      <div className="relative min-h-0 grow overflow-y-auto">
        <DetailsCourseContext value={courseId}>
          <Fields form={form} courseId={courseId} />
        </DetailsCourseContext>
      </div>
    </form>
  );
}

function useSavedWords() {
  const { t } = useTranslation();
  const { language } = useFormats();
  return (field: DetailsField, saved: DetailsValues): string => {
    if (field === 'level') return t(`courseDetails.level.${saved.level}`);
    if (field === 'language') return language(saved.language) ?? saved.language;
    return saved[field].replaceAll('\n', ' · ');
  };
}

/** Drawn once: the first letter that is typed makes the form unsaved, which is said elsewhere, and each field listens for itself. */
const Fields = memo(function Fields({ form, courseId }: { readonly form: DetailsForm; readonly courseId: CourseId }) {
  const { t } = useTranslation();
  const { WatchedFolders } = useCourseParts();
  return (
    <div className="mx-auto flex max-w-200 flex-col px-6 pb-10">
      <Section title={t('courseDetails.section.landing')}>
        <TextField form={form} name="title" />
        <TextField form={form} name="subtitle" hint={t('courseDetails.hint.subtitle')} />
        <TextField form={form} name="description" lines={5} hint={t('courseDetails.hint.description')} />
        <ObjectivesField form={form} />
        <CoverField courseId={courseId} />
        <PromoField courseId={courseId} />
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
});

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
  const shortcuts = useShortcuts();
  return (
    <Button type="submit" look="primary" disabled={!isDirty} title={shortcuts.of('save')}>
      {t('courseDetails.save')}
    </Button>
  );
}
