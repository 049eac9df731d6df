import { useRef } from 'react';
import { useTextRoom } from '../hooks/use-text-room.ts';
import { cutMiddle } from '../lib/cut-middle.ts';
import { cx } from './cx.ts';

interface TruncateMiddleProps {
  readonly text: string;
  /** How many characters of the end stay; 0: it is cut at its end. */
  readonly tail?: number;
  readonly className?: string;
}

/**
 * A name in one line, the width of its container. Keeps the end (the number, the extension) in sight and cuts the
 * middle; the whole name is its tooltip and what is read out. It begins where the screen's lines begin, whatever its
 * own direction is.
 */
export function TruncateMiddle({ text, tail = 12, className }: TruncateMiddleProps) {
  const box = useRef<HTMLSpanElement>(null);
  const room = useTextRoom(box);
  const shown = room ? cutMiddle(text, { tail, ...room }) : text;
  return (
    <span ref={box} title={text} className={cx('block w-full min-w-0 truncate', className)}>
      {shown === text ? (
        <bdi>{text}</bdi>
      ) : (
        <>
          <bdi className="sr-only">{text}</bdi>
          <bdi aria-hidden>{shown}</bdi>
        </>
      )}
    </span>
  );
}
