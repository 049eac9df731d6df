import { useRef, useState, type CSSProperties, type ReactNode } from 'react';
import { readPreference, writePreference } from '../lib/preferences.ts';
import { cx } from './cx.ts';
import { PaneHandle } from './pane-handle.tsx';

/** A pane at one side: its content, and the limits of its width in px. */
export interface SidePane {
  readonly label: string;
  readonly minWidth: number;
  readonly maxWidth: number;
  readonly initialWidth: number;
  /** Makes the pane a navigation landmark of this name. */
  readonly navigation?: string;
  /** A window this narrow (or zoomed this far) shows the pane at its narrowest, as a strip. */
  readonly stripBelow720?: boolean;
  readonly content: ReactNode;
  /** Gives its room to the main content. */
  readonly isHidden?: boolean;
}
interface SplitPanesProps {
  /** Names the memory of the widths. */
  readonly id: string;
  readonly start?: SidePane;
  readonly end?: SidePane;
  readonly children: ReactNode;
}

/** Main content with a resizable pane at its start, its end, or both. Widths are remembered, see lib/preferences.ts. */
export function SplitPanes({ id, start, end, children }: SplitPanesProps) {
  return (
    <div className="flex h-full min-h-0 min-w-0">
      {start && !start.isHidden ? <Side id={`${id}.start`} edge="start" pane={start} /> : null}
      <div className="isolate min-h-0 min-w-0 grow">{children}</div>
      {end ? <Side id={`${id}.end`} edge="end" pane={end} /> : null}
    </div>
  );
}

interface SideProps {
  readonly id: string;
  readonly edge: 'start' | 'end';
  readonly pane: SidePane;
}

function Side({ id, edge, pane }: SideProps) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(() => clamp(Number(readPreference(`pane.${id}`)) || pane.initialWidth, pane));
  const commit = (next: number) => {
    const clamped = clamp(next, pane);
    setWidth(clamped);
    writePreference(`pane.${id}`, String(clamped));
  };
  // While dragging only the style moves: nothing inside the panes renders again.
  const preview = (next: number) => box.current?.style.setProperty('--pane', `${String(clamp(next, pane))}px`);
  const style = { '--pane': `${String(width)}px` } as CSSProperties;
  const handle = <PaneHandle edge={edge} pane={pane} width={width} onPreview={preview} onCommit={commit} />;
  return (
    <div
      ref={box}
      {...(pane.navigation ? { role: 'navigation', 'aria-label': pane.navigation } : {})}
      style={style}
      className={cx('flex min-h-0 w-(--pane) max-w-[60vw] shrink-0', pane.stripBelow720 && 'max-[720px]:w-12')}
    >
      {edge === 'end' ? handle : null}
      <div className="min-h-0 min-w-0 grow">{pane.content}</div>
      {edge === 'start' ? handle : null}
    </div>
  );
}

function clamp(width: number, pane: SidePane): number {
  return Math.round(Math.min(pane.maxWidth, Math.max(pane.minWidth, width)));
}
