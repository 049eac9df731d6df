import type { OutlineChapter } from '../../../../shared/domain/course.ts';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useCourseParts } from '../course-parts.ts';
import { factsOf } from '../outline-rows.ts';
import type { OutlineVerbs } from '../outline-verbs.ts';
import { Facts, InspectorSection } from './inspector-section.tsx';
import { InspectorTitle } from './inspector-title.tsx';
import { InspectorVerbs } from './inspector-verbs.tsx';

interface ChapterInspectorProps {
  readonly chapter: OutlineChapter;
  readonly verbs: OutlineVerbs;
}

/** A chapter: its title, what is in it, how its videos stand. */
export function ChapterInspector({ chapter, verbs }: ChapterInspectorProps) {
  const { t } = useTranslation();
  const { bytes, count, span } = useFormats();
  const { ChapterState, ConflictHint } = useCourseParts();
  const { lessons, durationMs } = factsOf([chapter]);
  const media = chapter.lessons.map((lesson) => lesson.media).filter((one) => one !== null);
  const size = media.reduce((sum, one) => sum + one.bytes, 0);
  const captioned = chapter.lessons.filter((lesson) => lesson.captions.length > 0).length;
  return (
    <>
      <div className="flex flex-col gap-1 px-4 pt-3 pb-2">
        <InspectorTitle
          key={chapter.chapterId}
          entityId={chapter.chapterId}
          title={chapter.title}
          label={t('coursePage.titleOf.chapter')}
          onRename={(title) => verbs.rename(chapter.chapterId, title)}
        />
        <ConflictHint table="chapters" rowId={chapter.chapterId} column="title" />
        <InspectorVerbs onMove={(way) => verbs.moveChapter(way)} onDelete={() => void verbs.remove()} />
      </div>
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
      {media.length > 0 ? (
        <InspectorSection title={t('coursePage.inspect.upload')}>
          <ChapterState media={media} />
        </InspectorSection>
      ) : null}
    </>
  );
}
