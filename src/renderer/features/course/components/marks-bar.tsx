import { use, useEffect, useRef, type MouseEvent } from 'react';
import { createPortal } from 'react-dom';
import type { Marks } from '../../../../shared/domain/lesson-marks.ts';
import { PlayerSlotContext, usePlayer } from '../player-handle.ts';

interface MarksBarProps {
  readonly marks: Marks;
  readonly durationMs: number | null;
}

/**
 * Below the player: the video's length with its chapters and where it is now; a click goes there. The list below says the same in words and to
 * the keyboard. Time runs as in the player, whatever way one reads.
 */
export function MarksBar({ marks, durationMs }: MarksBarProps) {
  const player = usePlayer();
  const slot = use(PlayerSlotContext);
  const head = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Four times a second: not a matter for React.
    const show = (atMs: number) => head.current?.style.setProperty('left', percent(atMs, durationMs));
    show(player?.atMs() ?? 0);
    return player?.follow(show);
  }, [player, durationMs, slot, marks.length]);
  if (!slot || durationMs === null || durationMs <= 0 || marks.length === 0) return null;
  const go = ({ currentTarget, clientX }: MouseEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    player?.seek(Math.round(((clientX - left) / width) * durationMs));
  };
  return createPortal(
    <div dir="ltr" aria-hidden onClick={go} data-marks className="relative h-2 cursor-pointer rounded-sm bg-hover">
      {marks.map(({ atMs, title }) => (
        <div
          key={atMs}
          title={title}
          style={{ left: percent(atMs, durationMs) }}
          className="absolute inset-y-0 w-0.5 bg-ink-muted"
        />
      ))}
      <div ref={head} className="absolute -inset-y-0.5 w-0.5 bg-accent" />
    </div>,
    slot,
  );
}

const percent = (atMs: number, durationMs: number | null): string =>
  `${String(Math.min(100, (atMs / (durationMs ?? 1)) * 100))}%`;
