import type { ReactNode } from 'react';
import type { Outline } from '../../../../shared/domain/course.ts';
import { useRowHeights } from '../../../hooks/density-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { Words } from '../../../../shared/messages/words.ts';
import type { DropPlace } from '../file-drops.ts';
import { chapterOf, titledOf, type OutlineRow } from '../outline-rows.ts';
import { useOutlineStore, useOutlineUi } from '../outline-ui.ts';
import { useFileDrag } from '../use-file-drag.ts';

interface OutlineDropZoneProps {
  readonly outline: Outline;
  /** As displayed. */
  readonly rows: readonly OutlineRow[];
  /** Must be used during the call: the browser forgets the files afterwards. */
  readonly onFiles: (files: FileList, place: DropPlace) => void;
  readonly children: ReactNode;
}

/** Takes files and folders from outside into the course, to where they are held, and says what becomes of them. */
export function OutlineDropZone({ outline, rows, onFiles, children }: OutlineDropZoneProps) {
  const { line: rowPx } = useRowHeights();
  const events = useFileDrag({ rows, rowPx, store: useOutlineStore(), onFiles });
  return (
    <div {...events} className="relative flex h-full flex-col">
      {children}
      <DropWords outline={outline} />
    </div>
  );
}

function DropWords({ outline }: { readonly outline: Outline }) {
  const { t } = useTranslation();
  const drop = useOutlineUi((ui) => ui.filesOver);
  if (!drop) return null;
  return (
    <div
      role="status"
      className="pointer-events-none absolute inset-0 z-30 flex items-end justify-center border-2 border-accent pb-6"
    >
      <div className="max-w-100 animate-appear rounded-lg bg-raised px-4 py-2.5 text-center shadow-raised">
        <p className="truncate text-13 font-semibold text-accent-text">{placeWords(t, outline, drop.to)}</p>
        <p className="text-12 text-ink-muted">{t(hints[drop.to.kind])}</p>
      </div>
    </div>
  );
}

const seen = 'coursePage.drop.hint';
const hints = {
  replace: 'coursePage.drop.replaceHint',
  captions: 'coursePage.drop.captionsHint',
  attach: 'lessonFiles.dropHint',
  end: seen,
  chapters: seen,
  lessons: seen,
  into: seen,
} as const;

function placeWords(t: Words, outline: Outline, to: DropPlace): string {
  if (to.kind === 'captions')
    return t('coursePage.drop.captions', { title: titledOf(outline, to.lessonId)?.title ?? '' });
  if (to.kind === 'replace')
    return t('coursePage.drop.replace', { title: titledOf(outline, to.lessonId)?.title ?? '' });
  if (to.kind === 'attach') return t('lessonFiles.drop', { title: titledOf(outline, to.lessonId)?.title ?? '' });
  if (to.kind === 'chapters') {
    const after = to.afterId && chapterOf(outline, to.afterId);
    return after ? t('coursePage.drop.after', { title: after.title }) : t('coursePage.drop.first');
  }
  const chapterId = to.kind === 'into' ? to.chapterId : to.kind === 'lessons' ? to.place.chapterId : null;
  const chapter = chapterId && chapterOf(outline, chapterId);
  if (!chapter) return t('coursePage.drop.course');
  return t(to.kind === 'lessons' ? 'coursePage.drop.line' : 'coursePage.drop.chapter', { title: chapter.title });
}
