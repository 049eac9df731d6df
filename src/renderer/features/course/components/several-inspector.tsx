import type { Outline } from '../../../../shared/domain/course.ts';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { Facts } from './inspector-section.tsx';
import { ThumbnailPanel } from './thumbnail-panel.tsx';
import { UploadsSection } from './uploads-section.tsx';

interface SeveralInspectorProps {
  readonly outline: Outline;
  readonly selected: ReadonlySet<string>;
}

/** Several rows together: how much it is, and how their videos stand. A chapter counts with all that is in it. */
export function SeveralInspector({ outline, selected }: SeveralInspectorProps) {
  const { t } = useTranslation();
  const { bytes, count, span } = useFormats();
  const lessons = outline.chapters.flatMap((chapter) =>
    chapter.lessons.filter((lesson) => selected.has(chapter.chapterId) || selected.has(lesson.lessonId)),
  );
  const media = lessons.map((lesson) => lesson.media).filter((one) => one !== null);
  const durationMs = media.reduce((sum, one) => sum + (one.durationMs ?? 0), 0);
  const size = media.reduce((sum, one) => sum + one.bytes, 0);
  return (
    <>
      <div className="px-4 pt-4 pb-3">
        <p className="mb-2 text-15 font-semibold">{t('coursePage.inspect.several')}</p>
        <Facts
          facts={[
            [t('coursePage.inspect.chapter.lessons'), count(lessons.length)],
            [t('coursePage.inspect.chapter.length'), durationMs > 0 ? span(durationMs) : null],
            [t('coursePage.inspect.chapter.size'), size > 0 ? bytes(size) : null],
          ]}
        />
      </div>
      {lessons.length > 0 ? <ThumbnailPanel lessons={lessons} /> : null}
      <UploadsSection lessons={lessons} />
    </>
  );
}
