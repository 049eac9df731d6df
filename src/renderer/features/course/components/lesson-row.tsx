import { ClipboardList, FileDown, FileText, Film, Link2, Music, type LucideIcon } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { OutlineLesson } from '../../../../shared/domain/course.ts';
import { cx } from '../../../components/cx.ts';
import { Icon } from '../../../components/icon.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useCourseParts } from '../course-parts.ts';
import type { LessonRow as Row } from '../outline-rows.ts';
import { CaptionChips } from './caption-chips.tsx';
import { rowAttributes, rowClass, type RowFlags } from './row-attributes.ts';
import { TitleInput, type TitleEnd } from './title-input.tsx';

const kinds: Record<OutlineLesson['kind'], LucideIcon> = {
  video: Film,
  audio: Music,
  text: FileText,
  download: FileDown,
  link: Link2,
  quiz: ClipboardList,
};

/** Kinds that are nothing without a file. */
const playable: ReadonlySet<OutlineLesson['kind']> = new Set(['video', 'audio']);

interface LessonRowProps extends RowFlags, Pick<Row, 'lesson' | 'position' | 'setSize'> {
  readonly onTitleEnd: (end: TitleEnd) => void;
}

/** One lesson: what it is, its title, captions, length, and how its video stands. */
export const LessonRow = memo(function LessonRow(props: LessonRowProps) {
  const { lesson, isRenaming, onTitleEnd } = props;
  const { t } = useTranslation();
  const { duration } = useFormats();
  const { LessonState } = useCourseParts();
  return (
    <div {...rowAttributes({ ...props, id: lesson.lessonId, level: 2 })} className={rowClass(props, 'ps-11')}>
      <span role="gridcell" className="flex min-w-0 grow items-center gap-2">
        <span title={t(`coursePage.kind.${lesson.kind}`)} className="flex">
          <Icon of={kinds[lesson.kind]} className="text-ink-faint" />
        </span>
        {isRenaming ? (
          <TitleInput title={lesson.title} label={t('coursePage.titleOf.lesson')} onEnd={onTitleEnd} />
        ) : (
          <span data-title dir="auto" title={lesson.title} className="truncate text-13">
            {lesson.title}
          </span>
        )}
      </span>
      <span role="gridcell" className="hidden max-w-40 shrink-0 justify-end @min-[600px]:flex">
        <CaptionChips languages={lesson.captions} />
      </span>
      <span role="gridcell" className={cx('numeric w-14 shrink-0 text-end text-12 text-ink-muted')}>
        {duration(lesson.media?.durationMs ?? null)}
      </span>
      <span role="gridcell" className="w-36 shrink-0 @min-[600px]:w-44">
        {lesson.media || playable.has(lesson.kind) ? <LessonState media={lesson.media} /> : null}
      </span>
    </div>
  );
});
