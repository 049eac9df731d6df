import { ChevronRight } from 'lucide-react';
import { memo, useMemo } from 'react';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { OutlineChapter } from '../../../../shared/domain/course.ts';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useCourseParts } from '../course-parts.ts';
import { factsOf, type ChapterRow as Row } from '../outline-rows.ts';
import { rowAttributes, rowClass, type RowFlags } from './row-attributes.ts';
import { TitleInput, type TitleEnd } from './title-input.tsx';

interface ChapterRowProps extends RowFlags, Pick<Row, 'chapter' | 'position' | 'setSize' | 'isExpanded'> {
  readonly onTitleEnd: (end: TitleEnd) => void;
}

/** One chapter: its number and title, how much is in it, and how its videos stand together. */
export const ChapterRow = memo(function ChapterRow(props: ChapterRowProps) {
  const { chapter, position, isExpanded, isRenaming, onTitleEnd } = props;
  const { t } = useTranslation();
  const { count } = useFormats();
  return (
    <div
      {...rowAttributes({ ...props, id: chapter.chapterId, level: 1 })}
      className={rowClass(props, 'border-t border-line ps-2 data-[row]:first:border-t-transparent')}
    >
      <span role="gridcell" className="flex min-w-0 grow items-center gap-1">
        <span
          data-twist
          title={t(isExpanded ? 'coursePage.collapse' : 'coursePage.expand', { title: chapter.title })}
          className="flex size-6 shrink-0 items-center justify-center rounded-sm text-ink-faint hover:text-ink"
        >
          <ChevronRight
            aria-hidden
            size={14}
            className={isExpanded ? 'rotate-90 transition-transform' : 'transition-transform rtl:rotate-180'}
          />
        </span>
        <span className="numeric min-w-5 shrink-0 text-end text-12 text-ink-faint">{count(position)}</span>
        {isRenaming ? (
          <TitleInput
            title={chapter.title}
            label={t('coursePage.titleOf.chapter')}
            onEnd={onTitleEnd}
            className="ms-0.5 font-semibold"
          />
        ) : (
          <span data-title dir="auto" title={chapter.title} className="ms-1.5 truncate text-13 font-semibold">
            {chapter.title}
          </span>
        )}
      </span>
      <Facts chapter={chapter} />
    </div>
  );
});

function Facts({ chapter }: { readonly chapter: OutlineChapter }) {
  const { t } = useTranslation();
  const { duration } = useFormats();
  const { ChapterState } = useCourseParts();
  const { lessons, durationMs } = factsOf([chapter]);
  const media = useMemo(() => chapter.lessons.map((lesson) => lesson.media).filter((one) => one !== null), [chapter]);
  return (
    <>
      <span role="gridcell" className="numeric hidden shrink-0 text-end text-12 text-ink-muted @min-[420px]:block">
        {lessons === 0 ? t('coursePage.emptyChapter') : t('unit.lessons', { count: lessons })}
      </span>
      <span role="gridcell" className="numeric w-14 shrink-0 text-end text-12 font-medium text-ink-muted">
        {durationMs > 0 ? duration(durationMs) : ''}
      </span>
      <span role="gridcell" className="w-36 shrink-0 @min-[600px]:w-44">
        <ChapterState media={media} />
      </span>
    </>
  );
}
