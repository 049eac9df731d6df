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
    // As wide as the whole name wants to be, below the line and unseen: else a container that fits what is shown stays cut
    <span
      ref={box}
      title={text}
      className={cx(
        'block w-full min-w-0 truncate',
        'after:invisible after:block after:h-0 after:overflow-hidden after:content-[attr(title)]',
        className,
      )}
    >
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
