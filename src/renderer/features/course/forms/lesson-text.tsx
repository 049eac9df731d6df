import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useController, type UseFormReturn } from 'react-hook-form';
import { lessonDetails, type LessonDetail } from '../../../../shared/domain/course.ts';
import { FailureNote } from '../../../components/failure-note.tsx';
import { LazyTextEditor } from '../../../components/rich-text/lazy-text-editor.tsx';
import { LazyTextView } from '../../../components/rich-text/lazy-text-view.tsx';
import { Segmented } from '../../../components/segmented.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { draftQuery } from '../../../lib/draft.ts';
import { InspectorSection } from '../components/inspector-section.tsx';
import { useCourseParts } from '../course-parts.ts';
import { FormNotes } from '../unsaved/form-notes.tsx';
import type { StoredDraft } from '../unsaved/open-form.ts';
import { useUnsavedForm } from '../unsaved/use-unsaved-form.ts';
import { Counter } from './inspector-fields.tsx';
import { useLessonPictures } from './use-lesson-pictures.ts';
import { lessonTextKind, type LessonTextValues } from './lesson-text-form.ts';

interface LessonTextProps {
  readonly detail: LessonDetail;
}
type TextForm = UseFormReturn<LessonTextValues, unknown, LessonTextValues>;
const LIMIT = lessonDetails.shape.body.maxLength ?? 0;

/** The text of a text lesson: written, and read as its students will. It is saved with the page. */
export function LessonText({ detail }: LessonTextProps) {
  const { data: draft, isError } = useQuery(draftQuery(lessonTextKind.form, detail.lessonId));
  return draft === undefined && !isError ? null : <TextOfLesson detail={detail} draft={draft ?? null} />;
}

function TextOfLesson({ detail, draft }: LessonTextProps & { readonly draft: StoredDraft | null }) {
  const { t } = useTranslation();
  const { ConflictHint } = useCourseParts();
  const { lessonId: entityId, title, body } = detail;
  const values = { body };
  const { form, open } = useUnsavedForm(lessonTextKind, { entityId, title, values, draft });
  return (
    <InspectorSection title={t('lessonText.section')}>
      <FormNotes
        form={form}
        open={open}
        saved={values}
        nameOf={() => t('lessonText.section')}
        read={(_field, { body: text }) => text}
      />
      <WrittenOrRead form={form} detail={detail} />
      <ConflictHint table="lessons" rowId={entityId} column="body" />
    </InspectorSection>
  );
}

function WrittenOrRead({ form, detail }: { readonly form: TextForm; readonly detail: LessonDetail }) {
  const { t } = useTranslation();
  const [mode, setMode] = useState<'write' | 'read'>('write');
  const faultId = useId();
  const { field, fieldState } = useController({ control: form.control, name: 'body' });
  const { pictureOf, host, error } = useLessonPictures(detail);
  return (
    <div className="group flex flex-col gap-2">
      <div className="flex items-center justify-between">
        <Segmented
          label={t('lessonText.mode')}
          value={mode}
          onChange={setMode}
          segments={(['write', 'read'] as const).map((value) => ({ value, label: t(`lessonText.${value}`) }))}
        />
        <Counter control={form.control} name="body" limit={LIMIT} />
      </div>
      {mode === 'read' ? (
        <LazyTextView markdown={field.value} pictureOf={pictureOf} empty={t('lessonText.empty')} />
      ) : (
        <LazyTextEditor
          value={field.value}
          onChange={field.onChange}
          onBlur={field.onBlur}
          label={t('lessonText.section')}
          describedBy={fieldState.error ? faultId : undefined}
          isInvalid={fieldState.error !== undefined}
          pictureOf={pictureOf}
          pictures={host}
          loading={t('richText.loading')}
        />
      )}
      <FailureNote error={error} />
      {fieldState.error ? (
        <p id={faultId} role="alert" className="text-12 text-danger">
          {t('courseDetails.fault.tooLong', { limit: LIMIT })}
        </p>
      ) : null}
    </div>
  );
}
