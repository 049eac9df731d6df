import { ChevronRight, Import } from 'lucide-react';
import { memo, useMemo } from 'react';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { OutlineChapter } from '../../../../shared/domain/course.ts';
import type { ChapterId } from '../../../../shared/domain/ids.ts';
import { Button } from '../../../components/button.tsx';
import { cx } from '../../../components/cx.ts';
import { Icon } from '../../../components/icon.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useCourseParts } from '../course-parts.ts';
import { factsOf, statusesOf, type ChapterRow as Row } from '../outline-rows.ts';
import { columns, rowAttributes, rowClass, type RowFlags } from './row-attributes.ts';
import { RowTitle, StruckMark, UnsavedMark } from './row-title.tsx';
import { StatusPills } from './status-pills.tsx';
import { TitleInput, type TitleEnd } from './title-input.tsx';

interface ChapterRowProps extends RowFlags, Pick<Row, 'chapter' | 'position' | 'setSize' | 'isExpanded'> {
  readonly onTitleEnd: (end: TitleEnd) => void;
  readonly onRestore: (id: ChapterId) => void;
  /** Of a chapter without lessons: the way to fill it. */
  readonly onImport: ((chapterId: ChapterId) => void) | undefined;
}

/** One chapter: its number and title, how much is in it, and how its videos stand together. */
export const ChapterRow = memo(function ChapterRow(props: ChapterRowProps) {
  const { chapter, position, isExpanded, isRenaming, isTabStop, isStruck, isUnsaved, onTitleEnd, onRestore, onImport } =
    props;
  const { t } = useTranslation();
  const { count } = useFormats();
  const { ConflictMark } = useCourseParts();
  return (
    <div
      {...rowAttributes({ ...props, id: chapter.chapterId, level: 1 })}
      className={rowClass(props, 'border-t border-line ps-2 data-[row]:first:border-t-transparent')}
    >
      <span role="gridcell" className={cx('flex items-center gap-1', columns.chapterTitle)}>
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
        <span className="numeric me-0.5 min-w-5 shrink-0 text-end text-12 text-ink-faint">{count(position)}</span>
        {isRenaming ? (
          <TitleInput
            entityId={chapter.chapterId}
            title={chapter.title}
            label={t('coursePage.titleOf.chapter')}
            onEnd={onTitleEnd}
            className="font-semibold"
          />
        ) : (
          <RowTitle title={chapter.title} isStruck={isStruck} className="px-1 font-semibold" />
        )}
        {isUnsaved && !isStruck ? <UnsavedMark /> : null}
        {isStruck ? (
          <StruckMark title={chapter.title} isTabStop={isTabStop} onRestore={() => onRestore(chapter.chapterId)} />
        ) : null}
        <span className="ms-1 flex shrink-0 gap-1 empty:hidden">
          <StatusPills {...statusesOf(chapter)} counted />
        </span>
        <ConflictMark table="chapters" rowId={chapter.chapterId} column="title" tabIndex={isTabStop ? 0 : -1} />
      </span>
      {onImport ? (
        <Invitation chapter={chapter} isTabStop={isTabStop} onImport={onImport} />
      ) : (
        <Facts chapter={chapter} />
      )}
    </div>
  );
});

type InvitationProps = Required<Pick<ChapterRowProps, 'chapter' | 'isTabStop'>> & {
  readonly onImport: (chapterId: ChapterId) => void;
};

/** What an empty chapter says in the place of its facts; the row takes drops as every row does. */
function Invitation({ chapter, isTabStop, onImport }: InvitationProps) {
  const { t } = useTranslation();
  return (
    <>
      <span role="gridcell" className="hidden shrink-0 text-end text-12 text-ink-muted @min-[600px]:block">
        {t('coursePage.emptyChapter')}
      </span>
      <span role="gridcell" className={columns.lengthAndState}>
        <Button
          look="quiet"
          size="compact"
          // Reached from its own row; the outline is one stop for Tab.
          tabIndex={isTabStop ? 0 : -1}
          aria-label={t('coursePage.importInto', { title: chapter.title })}
          onClick={() => onImport(chapter.chapterId)}
        >
          <Icon of={Import} className="text-ink-muted" />
          {t('coursePage.import')}
        </Button>
      </span>
    </>
  );
}

function Facts({ chapter }: { readonly chapter: OutlineChapter }) {
  const { t } = useTranslation();
  const { duration } = useFormats();
  const { ChapterState } = useCourseParts();
  const { lessons, durationMs } = factsOf([chapter]);
  const media = useMemo(() => chapter.lessons.map((lesson) => lesson.media).filter((one) => one !== null), [chapter]);
  return (
    <>
      <span
        role="gridcell"
        className={cx('numeric hidden text-end text-12 text-ink-muted @min-[600px]:block', columns.content)}
      >
        {t('unit.lessons', { count: lessons })}
      </span>
      <span role="gridcell" className={cx('font-medium', columns.length)}>
        {durationMs > 0 ? duration(durationMs) : ''}
      </span>
      <span role="gridcell" className={columns.state}>
        <ChapterState media={media} />
      </span>
    </>
  );
}
