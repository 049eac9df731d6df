import { useQuery } from '@tanstack/react-query';
import { chapterDetails, type OutlineChapter } from '../../../../shared/domain/course.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { draftQuery } from '../../../lib/draft.ts';
import { InspectorSection } from '../components/inspector-section.tsx';
import { useCourseParts } from '../course-parts.ts';
import { FormNotes } from '../unsaved/form-notes.tsx';
import type { StoredDraft } from '../unsaved/open-form.ts';
import { useUnsavedForm } from '../unsaved/use-unsaved-form.ts';
import { chapterKind, chapterValuesOf } from './chapter-form.ts';
import { InspectorText } from './inspector-fields.tsx';

interface ChapterDetailsProps {
  readonly chapter: OutlineChapter;
}
const LIMIT = chapterDetails.shape.description.maxLength ?? 0;

/** What is said of a chapter, to be typed; it is saved with the page. Opens when its draft is read. */
export function ChapterDetails({ chapter }: ChapterDetailsProps) {
  const { data: draft, isError } = useQuery(draftQuery(chapterKind.form, chapter.chapterId));
  return draft === undefined && !isError ? null : <ChapterForm chapter={chapter} draft={draft ?? null} />;
}

function ChapterForm({ chapter, draft }: ChapterDetailsProps & { readonly draft: StoredDraft | null }) {
  const { t } = useTranslation();
  const { ConflictHint } = useCourseParts();
  const { chapterId: entityId, title } = chapter;
  const values = chapterValuesOf(chapter);
  const { form, open } = useUnsavedForm(chapterKind, { entityId, title, values, draft });
  const label = t('lessonDetails.field.description');
  return (
    <InspectorSection title={t('lessonDetails.section')}>
      <FormNotes
        form={form}
        open={open}
        saved={values}
        nameOf={() => label}
        read={(_field, { description }) => description}
      />
      <InspectorText
        form={form}
        name="description"
        label={label}
        limit={LIMIT}
        conflict={<ConflictHint table="chapters" rowId={entityId} column="description" />}
      />
    </InspectorSection>
  );
}
