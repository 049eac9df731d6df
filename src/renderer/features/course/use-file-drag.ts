import type { DragEvent } from 'react';
import { carriesFiles } from '../../components/drop-zone.tsx';
import { pointIn } from '../../lib/selection/follow-pointer.ts';
import { captionsOf, fileDropAt, heldBy, type DropPlace, type FileDrop } from './file-drops.ts';
import type { LessonId } from '../../../shared/domain/ids.ts';
import type { OutlineRow } from './outline-rows.ts';
import type { OutlineStore } from './outline-ui.ts';
import { useSpring } from './use-outline-drag.ts';

interface FileDrag {
  /** As displayed. */
  readonly rows: readonly OutlineRow[];
  readonly rowPx: number;
  readonly store: OutlineStore;
  /** Must be used during the call: the browser forgets the files afterwards. */
  readonly onFiles: (files: FileList, place: DropPlace) => void;
}

/** Beside the outline is the end of the course. */
const beside: FileDrop = { to: { kind: 'end' }, over: null, lineAt: null };
const keyOf = (drop: FileDrop | null): string =>
  drop ? `${drop.to.kind} ${drop.over ?? ''} ${String(drop.lineAt)}` : '';

/** The lesson that the inspector shows, if the pointer is over it. */
function inspectedAt(target: EventTarget): LessonId | null {
  const pane = target instanceof Element ? target.closest('[data-inspector]') : null;
  return (pane?.querySelector<HTMLElement>('[data-lesson]')?.dataset['lesson'] as LessonId | undefined) ?? null;
}
/** Over a part of the page that takes files itself. */
const isTaken = ({ target }: DragEvent): boolean =>
  target instanceof Element && target.closest('[data-takes-files]') !== null;

/** Files and folders from outside over the course page: where they would go, and what happens when they are put down. */
export function useFileDrag({ rows, rowPx, store, onFiles }: FileDrag) {
  const spring = useSpring(store);

  function dropAt({ target, currentTarget, clientX, clientY, dataTransfer }: DragEvent): FileDrop {
    const held = heldBy(dataTransfer.items);
    const shown = held === 'captions' ? inspectedAt(target) : null;
    if (shown) return captionsOf(shown);
    const tree = currentTarget.querySelector('[data-outline]');
    const content = tree?.querySelector<HTMLElement>('[role="rowgroup"]');
    if (!content || !(target instanceof Node) || !tree?.contains(target)) return beside;
    return fileDropAt(pointIn(content, { clientX, clientY }).y, held, { rows, rowPx });
  }
  function show(drop: FileDrop | null): void {
    if (keyOf(drop) === keyOf(store.getState().filesOver)) return;
    store.setState({ filesOver: drop, dropOn: drop?.over ?? null });
    const chapterId = drop?.to.kind === 'into' ? drop.to.chapterId : null;
    spring.over(chapterId && store.getState().collapsed.has(chapterId) ? chapterId : null);
  }
  function end(drop: FileDrop | null): void {
    show(null);
    if (drop?.to.kind === 'into') spring.end(drop.to.chapterId);
    else spring.end(drop?.to.kind === 'lessons' ? drop.to.place.chapterId : null);
  }
  function over(event: DragEvent): void {
    if (!carriesFiles(event)) return;
    if (isTaken(event)) return end(null);
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    show(dropAt(event));
  }
  return {
    onDragEnter: over,
    onDragOver: over,
    onDragLeave({ relatedTarget, currentTarget }: DragEvent): void {
      if (!(relatedTarget instanceof Node) || !currentTarget.contains(relatedTarget)) end(null);
    },
    onDrop(event: DragEvent): void {
      if (!carriesFiles(event) || isTaken(event)) return end(null);
      event.preventDefault();
      const drop = dropAt(event);
      end(drop);
      onFiles(event.dataTransfer.files, drop.to);
    },
  };
}
