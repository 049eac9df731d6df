import { useState, type DragEvent, type ReactNode } from 'react';
import { cx } from './cx.ts';

interface DropZoneProps {
  /** What will happen to what is dropped here. */
  readonly words: string;
  readonly hint: string;
  readonly onFiles: (files: FileList) => void;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Whether files or folders from outside are dragged (not text, not a row of ours). */
export const carriesFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');

/** Takes files and folders dragged in from outside, and says before the drop what it will do. */
export function DropZone({ words, hint, onFiles, className, children }: DropZoneProps) {
  const [isOver, setOver] = useState(false);
  const enter = (event: DragEvent) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setOver(true);
  };
  const leave = (event: DragEvent) => {
    const to = event.relatedTarget;
    if (!(to instanceof Node) || !event.currentTarget.contains(to)) setOver(false);
  };
  const drop = (event: DragEvent) => {
    setOver(false);
    if (!carriesFiles(event)) return;
    event.preventDefault();
    onFiles(event.dataTransfer.files);
  };
  return (
    <div
      data-takes-files
      onDragEnter={enter}
      onDragOver={enter}
      onDragLeave={leave}
      onDrop={drop}
      className={cx('relative', className)}
    >
      {children}
      {isOver ? (
        <div
          role="status"
          className={cx(
            'pointer-events-none absolute inset-2 z-30 flex animate-appear flex-col items-center',
            'justify-center rounded-lg border-2 border-accent bg-surface/92 text-center',
          )}
        >
          <p className="text-15 font-semibold text-accent-text">{words}</p>
          <p className="text-13 text-ink-muted">{hint}</p>
        </div>
      ) : null}
    </div>
  );
}
