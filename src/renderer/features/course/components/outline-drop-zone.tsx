import { useState, type DragEvent, type ReactNode } from 'react';
import type { Outline } from '../../../../shared/domain/course.ts';
import type { ChapterId } from '../../../../shared/domain/ids.ts';
import { carriesFiles } from '../../../components/drop-zone.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { chapterOf, type RowId } from '../outline-rows.ts';
import { useOutlineStore, useOutlineUi } from '../outline-ui.ts';

interface OutlineDropZoneProps {
  readonly outline: Outline;
  /** Must be used during the call: the browser forgets the files afterwards. Null: held over no chapter. */
  readonly onFiles: (files: FileList, chapterId: ChapterId | null) => void;
  readonly children: ReactNode;
}

/** Takes files and folders from outside into the course, or into the chapter they are held over, and says which. */
export function OutlineDropZone({ outline, onFiles, children }: OutlineDropZoneProps) {
  const store = useOutlineStore();
  const [isOver, setOver] = useState(false);
  const chapterAt = ({ target }: DragEvent): ChapterId | null => {
    const row = target instanceof Element ? target.closest<HTMLElement>('[data-row]')?.dataset['row'] : undefined;
    return (row && chapterOf(outline, row as RowId)?.chapterId) || null;
  };
  const end = () => {
    setOver(false);
    store.setState({ dropOn: null });
  };
  const over = (event: DragEvent) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setOver(true);
    const dropOn = chapterAt(event);
    if (store.getState().dropOn !== dropOn) store.setState({ dropOn });
  };
  const leave = ({ relatedTarget, currentTarget }: DragEvent) => {
    if (!(relatedTarget instanceof Node) || !currentTarget.contains(relatedTarget)) end();
  };
  const drop = (event: DragEvent) => {
    if (carriesFiles(event)) {
      event.preventDefault();
      onFiles(event.dataTransfer.files, chapterAt(event));
    }
    end();
  };
  return (
    <div
      onDragEnter={over}
      onDragOver={over}
      onDragLeave={leave}
      onDrop={drop}
      className="relative flex h-full flex-col"
    >
      {children}
      {isOver ? <DropWords outline={outline} /> : null}
    </div>
  );
}

function DropWords({ outline }: { readonly outline: Outline }) {
  const { t } = useTranslation();
  const dropOn = useOutlineUi((ui) => ui.dropOn);
  const chapter = dropOn && chapterOf(outline, dropOn);
  return (
    <div
      role="status"
      className="pointer-events-none absolute inset-0 z-30 flex items-end justify-center border-2 border-accent pb-6"
    >
      <div className="max-w-100 animate-appear rounded-lg bg-raised px-4 py-2.5 text-center shadow-raised">
        <p className="truncate text-13 font-semibold text-accent-text">
          {chapter ? t('coursePage.drop.chapter', { title: chapter.title }) : t('coursePage.drop.course')}
        </p>
        <p className="text-12 text-ink-muted">{t('coursePage.drop.hint')}</p>
      </div>
    </div>
  );
}
