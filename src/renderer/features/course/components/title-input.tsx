import { useRef, type FocusEvent, type KeyboardEvent } from 'react';
import { cx } from '../../../components/cx.ts';

/** How the typing ended: kept (with where to go on), or given up. */
export type TitleEnd = { readonly kind: 'keep'; readonly title: string; readonly next: -1 | 0 | 1 } | { readonly kind: 'revert' };

interface TitleInputProps {
  readonly title: string;
  readonly label: string;
  readonly onEnd: (end: TitleEnd) => void;
  readonly className?: string;
}

/**
 * A title being typed in its place, all of it selected. Enter, Tab and leaving keep it, Escape gives it up, empty
 * reverts. The text belongs to the input from the start: no refetch can touch it.
 */
export function TitleInput({ title, label, onEnd, className }: TitleInputProps) {
  const isEnded = useRef(false);
  const end = (input: HTMLInputElement, next: -1 | 0 | 1 | null) => {
    if (isEnded.current) return;
    isEnded.current = true;
    const typed = input.value.trim();
    if (next === null || (typed === title && next === 0)) return onEnd({ kind: 'revert' });
    onEnd({ kind: 'keep', title: typed === '' ? title : typed, next });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation();
    // The Enter that ends an input method's composition is not ours.
    if (event.nativeEvent.isComposing) return;
    const next = { Enter: 0, Tab: event.shiftKey ? -1 : 1, Escape: null }[event.key] as -1 | 0 | 1 | null | undefined;
    if (next === undefined) return;
    event.preventDefault();
    end(event.currentTarget, next);
  };
  return (
    <input
      ref={focusAndSelect}
      type="text"
      dir="auto"
      aria-label={label}
      defaultValue={title}
      maxLength={500}
      onKeyDown={onKeyDown}
      onBlur={(event: FocusEvent<HTMLInputElement>) => end(event.currentTarget, 0)}
      className={cx(
        'h-6 min-w-0 grow rounded-sm bg-raised px-1 text-13 text-ink outline-2 outline-focus',
        className,
      )}
    />
  );
}

function focusAndSelect(input: HTMLInputElement | null): void {
  input?.focus({ preventScroll: true });
  input?.select();
}
