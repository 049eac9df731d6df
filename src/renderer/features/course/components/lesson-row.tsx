import { memo } from 'react';
import type { LessonId } from '../../../../shared/domain/ids.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { cx } from '../../../components/cx.ts';
import { TagWords } from '../../../components/tag-words.tsx';
import { Icon } from '../../../components/icon.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { mediaUrl } from '../../../lib/media-url.ts';
import { useCourseParts } from '../course-parts.ts';
import { kindIcons, playable } from '../lesson-kinds.ts';
import type { LessonRow as Row } from '../outline-rows.ts';
import { CaptionChips } from './caption-chips.tsx';
import { columns, rowAttributes, rowClass, type RowFlags } from './row-attributes.ts';
import { RowTitle, StruckMark, UnsavedMark } from './row-title.tsx';
import { StatusPills } from './status-pills.tsx';
import { TitleInput, type TitleEnd } from './title-input.tsx';

interface LessonRowProps extends RowFlags, Pick<Row, 'lesson' | 'position' | 'setSize'> {
  readonly onTitleEnd: (end: TitleEnd) => void;
  readonly onRestore: (id: LessonId) => void;
}

/** One lesson: what it is, its title, captions, length, and how its video stands. */
export const LessonRow = memo(function LessonRow(props: LessonRowProps) {
  const { lesson, isRenaming, isTabStop, isStruck, isUnsaved, onTitleEnd, onRestore } = props;
  const { t } = useTranslation();
  const { duration } = useFormats();
  const { LessonState, ConflictMark } = useCourseParts();
  return (
    <div {...rowAttributes({ ...props, id: lesson.lessonId, level: 2 })} className={rowClass(props, 'ps-11')}>
      <span role="gridcell" className={cx('flex items-center gap-2', columns.lessonTitle)}>
        <span title={t(`coursePage.kind.${lesson.kind}`)} className="flex">
          <Icon of={kindIcons[lesson.kind]} className="text-ink-faint" />
        </span>
        {lesson.thumbnailId ? (
          <img
            src={mediaUrl(lesson.thumbnailId)}
            alt=""
            loading="lazy"
            draggable={false}
            data-thumbnail
            className="h-4.5 w-8 shrink-0 rounded-sm object-cover"
          />
        ) : null}
        {isRenaming ? (
          <TitleInput
            entityId={lesson.lessonId}
            title={lesson.title}
            label={t('coursePage.titleOf.lesson')}
            onEnd={onTitleEnd}
          />
        ) : (
          <RowTitle title={lesson.title} isStruck={isStruck} />
        )}
        {isUnsaved && !isStruck ? <UnsavedMark /> : null}
        {isStruck ? (
          <StruckMark title={lesson.title} isTabStop={isTabStop} onRestore={() => onRestore(lesson.lessonId)} />
        ) : null}
        <TagWords tags={lesson.tags} />
        <StatusPills drafts={lesson.status === 'draft' ? 1 : 0} previews={lesson.freePreview ? 1 : 0} />
        <ConflictMark table="lessons" rowId={lesson.lessonId} column="title" tabIndex={isTabStop ? 0 : -1} />
      </span>
      <span role="gridcell" className={cx('flex justify-end', columns.content)}>
        <CaptionChips languages={lesson.captions} />
      </span>
      <span role="gridcell" className={columns.length}>
        {duration(lesson.media?.durationMs ?? null)}
      </span>
      <span role="gridcell" className={columns.state}>
        {lesson.media || playable.has(lesson.kind) ? <LessonState media={lesson.media} /> : null}
      </span>
    </div>
  );
});
