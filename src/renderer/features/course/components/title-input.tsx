import { useRef, type ClipboardEvent, type FocusEvent, type KeyboardEvent } from 'react';
import { TITLE_MAX_LENGTH } from '../../../../shared/domain/course.ts';
import { cx } from '../../../components/cx.ts';
import { titlesIn } from '../fill-down.ts';
import { useOutlineStore } from '../outline-ui.ts';
import { useTitleDraft, type TypedTitle } from '../../../hooks/use-title-draft.ts';

/** How the typing ended. */
export interface TitleEnd {
  /** Null: given up, or nothing was changed. */
  readonly typed: TypedTitle | null;
  /** Which title is to be typed next: the one before, none, the one after. */
  readonly next: -1 | 0 | 1;
  /** Ended by a key: the keyboard goes back to the row. Otherwise it has gone elsewhere already. */
  readonly byKey: boolean;
}

interface TitleInputProps {
  readonly entityId: string;
  readonly title: string;
  readonly label: string;
  readonly onEnd: (end: TitleEnd) => void;
  readonly className?: string;
}

/**
 * A title being typed in its place, all of it selected. Enter, Tab and leaving keep it, Escape gives it up, empty
 * reverts. The text belongs to the input from the start: no refetch can touch it.
 */
export function TitleInput({ entityId, title, label, onEnd, className }: TitleInputProps) {
  const isEnded = useRef(false);
  const store = useOutlineStore();
  const draft = useTitleDraft(entityId);
  // What it was opened with: a title that changes meanwhile was not typed here, and must not be taken back.
  const opened = useRef(title);
  const end = (input: HTMLInputElement, how: Omit<TitleEnd, 'typed'> & { readonly keep: boolean }) => {
    if (isEnded.current) return;
    isEnded.current = true;
    draft.drop();
    const words = input.value.trim();
    const isNew = how.keep && words !== '' && words !== opened.current;
    const typed = isNew ? { title: words, over: opened.current } : null;
    onEnd({ typed, next: how.next, byKey: how.byKey });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation();
    // The Enter that ends an input method's composition is not ours.
    if (event.nativeEvent.isComposing) return;
    if (!['Enter', 'Tab', 'Escape'].includes(event.key)) return;
    event.preventDefault();
    const next = event.key === 'Tab' ? (event.shiftKey ? -1 : 1) : 0;
    end(event.currentTarget, { keep: event.key !== 'Escape', next, byKey: true });
  };
  /** Lines are for all titles that are selected; where there is only this one, they are its own words. */
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const lines = titlesIn(event.clipboardData.getData('text/plain'));
    if (lines.length > 1 && store.getState().selection.selected.size > 1)
      end(event.currentTarget, { keep: false, next: 0, byKey: true });
    else event.stopPropagation();
  };
  return (
    <input
      ref={focusAndSelect}
      type="text"
      dir="auto"
      aria-label={label}
      defaultValue={title}
      maxLength={TITLE_MAX_LENGTH}
      onChange={(event) => draft.note(event.target.value, opened.current)}
      onKeyDown={onKeyDown}
      onPaste={onPaste}
      onBlur={(event: FocusEvent<HTMLInputElement>) => end(event.currentTarget, { keep: true, next: 0, byKey: false })}
      className={cx(
        'h-6 min-w-0 grow rounded-sm bg-raised px-1 text-match-parent text-13 text-ink outline-2 outline-focus',
        className,
      )}
    />
  );
}

function focusAndSelect(input: HTMLInputElement | null): void {
  input?.focus({ preventScroll: true });
  input?.select();
}
