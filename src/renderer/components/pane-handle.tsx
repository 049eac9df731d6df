import type { KeyboardEvent, PointerEvent } from 'react';
import { cx } from './cx.ts';
import type { SidePane } from './split-panes.tsx';

interface PaneHandleProps {
  readonly edge: 'start' | 'end';
  readonly pane: SidePane;
  readonly width: number;
  /** Called for every move while dragging. */
  readonly onPreview: (width: number) => void;
  /** Called once at the end, and for each key. */
  readonly onCommit: (width: number) => void;
}

const STEP_PX = 16;

/** The line between two panes: drag it, or focus it and use the arrows; a double click gives the first width back. */
export function PaneHandle({ edge, pane, width, onPreview, onCommit }: PaneHandleProps) {
  const sign = (element: Element) =>
    (edge === 'start' ? 1 : -1) * (getComputedStyle(element).direction === 'rtl' ? -1 : 1);
  const onPointerDown = (down: PointerEvent<HTMLDivElement>) => {
    const handle = down.currentTarget;
    const direction = sign(handle);
    const widthAt = (event: globalThis.PointerEvent) => width + (event.clientX - down.clientX) * direction;
    const onMove = (event: globalThis.PointerEvent) => onPreview(widthAt(event));
    const onUp = (event: globalThis.PointerEvent) => {
      handle.removeEventListener('pointermove', onMove);
      onCommit(widthAt(event));
    };
    handle.setPointerCapture(down.pointerId);
    handle.addEventListener('pointermove', onMove);
    handle.addEventListener('lostpointercapture', onUp, { once: true });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const next = widthForKey(event.key, { width, pane, sign: sign(event.currentTarget) });
    if (next === null) return;
    event.preventDefault();
    onCommit(next);
  };
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label={pane.label}
      aria-orientation="vertical"
      aria-valuenow={width}
      aria-valuemin={pane.minWidth}
      aria-valuemax={pane.maxWidth}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
      onDoubleClick={() => onCommit(pane.initialWidth)}
      className="group relative z-10 -mx-1 flex w-2 shrink-0 cursor-col-resize touch-none justify-center outline-none"
    >
      <div
        className={cx(
          'w-px bg-line transition-colors group-hover:bg-line-control group-focus-visible:w-0.5',
          'group-focus-visible:bg-focus',
        )}
      />
    </div>
  );
}

function widthForKey(
  key: string,
  { width, pane, sign }: { readonly width: number; readonly pane: SidePane; readonly sign: number },
): number | null {
  if (key === 'ArrowRight') return width + STEP_PX * sign;
  if (key === 'ArrowLeft') return width - STEP_PX * sign;
  if (key === 'Home') return pane.minWidth;
  return key === 'End' ? pane.maxWidth : null;
}
