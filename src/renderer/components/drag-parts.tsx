import type { RefObject } from 'react';
import { createPortal } from 'react-dom';

interface DragPartProps {
  readonly ref: RefObject<HTMLDivElement | null>;
}

/** Where dragged rows would go; whoever follows the pointer gives it its place. */
export function DropLine({ ref }: DragPartProps) {
  return (
    <div
      ref={ref}
      hidden
      aria-hidden
      data-drop-line
      className="pointer-events-none absolute inset-x-0 top-0 z-10 -mt-px h-0.5 rounded-full bg-accent"
    />
  );
}

/** What is dragged, at the pointer. */
export function DragGhost({ ref, words }: DragPartProps & { readonly words: string }) {
  return createPortal(
    <div
      ref={ref}
      hidden
      aria-hidden
      data-drag-ghost
      dir="auto"
      className="pointer-events-none fixed top-0 left-0 z-50 max-w-72 truncate rounded-md border border-line bg-raised px-2 py-1 text-13 shadow-raised"
    >
      {words}
    </div>,
    document.body,
  );
}
