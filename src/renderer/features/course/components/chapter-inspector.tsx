import type { OutlineChapter } from '../../../../shared/domain/course.ts';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useCourseParts } from '../course-parts.ts';
import type { OutlineVerbs } from '../verbs/outline-verbs.ts';
import { ChapterSections } from './chapter-sections.tsx';
import { InspectorTitle } from './inspector-title.tsx';
import { InspectorVerbs } from './inspector-verbs.tsx';

interface ChapterInspectorProps {
  readonly courseId: CourseId;
  readonly chapter: OutlineChapter;
  readonly verbs: OutlineVerbs;
}

/** A chapter: its title, what is in it, how its videos stand. */
export function ChapterInspector({ courseId, chapter, verbs }: ChapterInspectorProps) {
  const { t } = useTranslation();
  const { ConflictHint } = useCourseParts();
  return (
    <>
      <div className="flex flex-col gap-1 px-4 pt-3 pb-2">
        <InspectorTitle
          key={chapter.chapterId}
          entityId={chapter.chapterId}
          title={chapter.title}
          label={t('coursePage.titleOf.chapter')}
          onRename={(typed) => verbs.rename(chapter.chapterId, typed)}
        />
        <ConflictHint table="chapters" rowId={chapter.chapterId} column="title" />
        <InspectorVerbs
          onMove={(way) => verbs.moveChapter(way)}
          onMoveTo={() => verbs.askWhereTo()}
          onDuplicate={() => void verbs.duplicate()}
          onDelete={() => verbs.remove()}
        />
      </div>
      <ChapterSections courseId={courseId} chapter={chapter} />
    </>
  );
}
