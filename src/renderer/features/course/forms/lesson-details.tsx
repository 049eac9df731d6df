import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useController, useFormState, type UseFormReturn } from 'react-hook-form';
import type { LessonDetail } from '../../../../shared/domain/course.ts';
import { lessonStatus } from '../../../../shared/domain/lesson-content.ts';
import { Checkbox } from '../../../components/checkbox.tsx';
import { Field } from '../../../components/field.tsx';
import { Input } from '../../../components/input.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { draftQuery } from '../../../lib/draft.ts';
import { InspectorSection } from '../components/inspector-section.tsx';
import { useCourseParts } from '../course-parts.ts';
import { FormNotes } from '../unsaved/form-notes.tsx';
import type { StoredDraft } from '../unsaved/open-form.ts';
import { useUnsavedForm } from '../unsaved/use-unsaved-form.ts';
import { SelectField } from './select-field.tsx';
import { TagsField } from './tags-field.tsx';
import { InspectorText } from './inspector-fields.tsx';
import {
  DESCRIPTION_MAX,
  DRIP_MAX_DAYS,
  lessonKind,
  lessonValuesOf,
  type LessonField,
  type LessonValues,
} from './lesson-form.ts';

interface LessonDetailsProps {
  readonly detail: LessonDetail;
}
type LessonForm = UseFormReturn<LessonValues, unknown, LessonValues>;
interface FieldProps {
  readonly form: LessonForm;
  readonly conflict: ReactNode;
}
const columns = { body: 'body', status: 'status', freePreview: 'free_preview', dripText: 'drip_days' } as const;
type CellField = keyof typeof columns;

/** What is said of a lesson and who sees it when, to be changed; it is saved with the page. Opens when its draft is read. */
export function LessonDetails({ detail }: LessonDetailsProps) {
  const { data: draft, isError } = useQuery(draftQuery(lessonKind.form, detail.lessonId));
  return draft === undefined && !isError ? null : <DetailsOfLesson detail={detail} draft={draft ?? null} />;
}

function DetailsOfLesson({ detail, draft }: LessonDetailsProps & { readonly draft: StoredDraft | null }) {
  const { t } = useTranslation();
  const { ConflictHint } = useCourseParts();
  const { lessonId: entityId, title } = detail;
  const values = lessonValuesOf(detail);
  const { form, open } = useUnsavedForm(lessonKind, { entityId, title, values, draft });
  const words = useLessonWords();
  const conflict = (field: CellField) => (
    <ConflictHint table="lessons" rowId={entityId} column={columns[field]} read={(value) => words.read(field, value)} />
  );
  return (
    <InspectorSection title={t('lessonDetails.section')}>
      <FormNotes
        form={form}
        open={open}
        saved={values}
        nameOf={words.nameOf}
        read={(field, read) => words.read(field, read[field])}
      />
      <div className="flex flex-col gap-3">
        {/* The body of a text lesson is its text: that has an editor of its own. */}
        {detail.kind === 'text' ? null : (
          <InspectorText
            form={form}
            name="body"
            label={words.nameOf('body')}
            limit={DESCRIPTION_MAX}
            conflict={conflict('body')}
          />
        )}
        <div className="flex gap-3">
          <StatusField form={form} conflict={conflict('status')} />
          <DripField form={form} conflict={conflict('dripText')} />
        </div>
        <PreviewField form={form} conflict={conflict('freePreview')} />
        <TagsField control={form.control} name="tags" entityId={entityId} />
      </div>
    </InspectorSection>
  );
}

/** How the fields are called, and their values read, whether they are from the form or from the row. */
function useLessonWords() {
  const { t } = useTranslation();
  return {
    nameOf: (field: LessonField): string => t(`lessonDetails.field.${field === 'body' ? 'description' : field}`),
    read(field: LessonField, value: string): string {
      if (field === 'status') return t(`lessonDetails.status.${value === 'draft' ? 'draft' : 'ready'}`);
      if (field === 'freePreview') return t(`lessonDetails.preview.${/^(yes|true|1)$/.test(value) ? 'yes' : 'no'}`);
      return value.replaceAll('\n', ', ');
    },
  };
}

function StatusField({ form: { control }, conflict }: FieldProps) {
  const { t } = useTranslation();
  return (
    <Field label={t('lessonDetails.field.status')} className="w-32">
      {(wired) => (
        <>
          <SelectField
            {...wired}
            control={control}
            name="status"
            options={lessonStatus.options.map((value) => ({ value, label: t(`lessonDetails.status.${value}`) }))}
          />
          {conflict}
        </>
      )}
    </Field>
  );
}

function DripField({ form, conflict }: FieldProps) {
  const { t } = useTranslation();
  const { count } = useFormats();
  const { errors } = useFormState({ control: form.control, name: 'dripText' });
  return (
    <Field
      label={t('lessonDetails.field.dripText')}
      hint={t('lessonDetails.hint.drip')}
      error={errors.dripText ? t('lessonDetails.fault.drip', { max: count(DRIP_MAX_DAYS) }) : undefined}
      className="min-w-0 grow"
    >
      {(wired) => (
        <>
          <Input {...wired} inputMode="numeric" {...form.register('dripText')} className="numeric" />
          {conflict}
        </>
      )}
    </Field>
  );
}

function PreviewField({ form: { control }, conflict }: FieldProps) {
  const { t } = useTranslation();
  const { field } = useController({ control, name: 'freePreview' });
  const label = t('lessonDetails.field.freePreview');
  return (
    <div>
      <label className="flex items-center gap-2 text-13">
        <Checkbox
          checked={field.value === 'yes'}
          onChange={(isChecked) => field.onChange(isChecked ? 'yes' : 'no')}
          label={label}
        />
        {label}
      </label>
      {conflict}
    </div>
  );
}
