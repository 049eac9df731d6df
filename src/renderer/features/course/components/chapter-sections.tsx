import type { OutlineChapter } from '../../../../shared/domain/course.ts';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { ChapterFiles } from '../files/chapter-files.tsx';
import { ChapterDetails } from '../forms/chapter-details.tsx';
import { factsOf } from '../outline-rows.ts';
import { Facts } from './inspector-section.tsx';
import { UploadsSection } from './uploads-section.tsx';

interface SectionProps {
  readonly chapter: OutlineChapter;
}
interface ChapterSectionsProps extends SectionProps {
  readonly courseId: CourseId;
}

/** What the inspector shows of a chapter below its head. */
export function ChapterSections({ courseId, chapter }: ChapterSectionsProps) {
  return (
    <>
      <ChapterDetails key={chapter.chapterId} chapter={chapter} />
      <ChapterFiles courseId={courseId} chapterId={chapter.chapterId} />
      <FactsSection chapter={chapter} />
      <UploadsSection lessons={chapter.lessons} />
    </>
  );
}

function FactsSection({ chapter }: SectionProps) {
  const { t } = useTranslation();
  const { bytes, count, span } = useFormats();
  const { lessons, durationMs } = factsOf([chapter]);
  const size = chapter.lessons.reduce((sum, { media }) => sum + (media?.bytes ?? 0), 0);
  const captioned = chapter.lessons.filter((lesson) => lesson.captions.length > 0).length;
  return (
    <div className="border-t border-line px-4 py-3">
      <Facts
        facts={[
          [t('coursePage.inspect.chapter.lessons'), count(lessons)],
          [t('coursePage.inspect.chapter.length'), durationMs > 0 ? span(durationMs) : null],
          [t('coursePage.inspect.chapter.size'), size > 0 ? bytes(size) : null],
          [t('coursePage.inspect.chapter.captions'), lessons > 0 ? `${count(captioned)} / ${count(lessons)}` : null],
        ]}
      />
    </div>
  );
}
