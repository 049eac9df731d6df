import { useState, type KeyboardEvent } from 'react';
import { cx } from '../../../components/cx.ts';

interface InspectorTitleProps {
  readonly title: string;
  readonly label: string;
  readonly onRename: (title: string) => void;
}

/** The title as it is, to be typed over in its place. What is typed is never replaced by what main tells. */
export function InspectorTitle({ title, label, onRename }: InspectorTitleProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const commit = () => {
    const next = typed?.trim();
    if (next && next !== title) onRename(next);
    setTyped(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') commit();
    if (event.key !== 'Escape' || typed === null) return;
    // The first Escape gives up the typing, only the next one leaves the inspector.
    event.preventDefault();
    setTyped(null);
  };
  return (
    <input
      type="text"
      dir="auto"
      aria-label={label}
      value={typed ?? title}
      maxLength={500}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={commit}
      onKeyDown={onKeyDown}
      className={cx(
        '-mx-1.5 h-8 w-[calc(100%+12px)] rounded-md border border-transparent bg-transparent px-1',
        'text-15 font-semibold hover:border-line',
        'focus-visible:border-focus focus-visible:bg-raised focus-visible:outline-1 focus-visible:outline-offset-0',
      )}
    />
  );
}
