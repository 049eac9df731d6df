import { cx } from './cx.ts';

/** Keeps the end (the number, the extension) in sight and cuts the middle; the whole name is its tooltip. */
export function TruncateMiddle({ text, tail = 12, className }: TruncateMiddleProps) {
  const cut = text.length > tail * 2 ? text.length - tail : text.length;
  return (
    <span dir="auto" title={text} className={cx('flex min-w-0', className)}>
      <span className="overflow-hidden text-ellipsis whitespace-pre">{text.slice(0, cut)}</span>
      {cut < text.length ? <span className="shrink-0 whitespace-pre">{text.slice(cut)}</span> : null}
    </span>
  );
}

interface TruncateMiddleProps {
  readonly text: string;
  /** How many characters of the end always stay. */
  readonly tail?: number;
  readonly className?: string;
}
