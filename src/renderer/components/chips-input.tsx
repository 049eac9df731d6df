import { X } from 'lucide-react';
import { useId, useRef, useState, type ClipboardEvent, type KeyboardEvent, type Ref } from 'react';
import { flushSync } from 'react-dom';
import { cx } from './cx.ts';
import type { FieldControl } from './field.tsx';
import { Icon } from './icon.tsx';
import { textControl } from './text-control.ts';

interface ChipsInputProps extends FieldControl {
  readonly ref?: Ref<HTMLInputElement>;
  readonly values: readonly string[];
  /** What fits what is typed, the best first; of nothing typed, all. */
  readonly suggest: (typed: string) => readonly string[];
  readonly listLabel: string;
  readonly removeLabel: (value: string) => string;
  /** Why what is typed cannot be added; null: it can. */
  readonly faultOf: (typed: string) => string | null;
  readonly onAdd: (typed: readonly string[]) => void;
  readonly onRemove: (at: number) => void;
  readonly onBlur?: () => void;
  /** What was typed before and has not become a chip. */
  readonly restored?: string | undefined;
  /** What is typed and no chip yet, to be kept elsewhere. */
  readonly onTyping?: (typed: string) => void;
}

/** What ends a chip while one types or pastes: a comma, of Latin or of Arabic letters, or a line. */
const SEPARATORS = /[,،\n]/u;
const partsOf = (text: string): string[] =>
  text
    .split(SEPARATORS)
    .map((part) => part.trim())
    .filter(Boolean);

/**
 * Several short texts as chips, typed one after the other: Enter or a comma adds, Backspace in the empty field takes the
 * last one off, and the arrow towards the start goes to the chips. Below, what there is already, as in ARIA's combobox.
 */
export function ChipsInput(props: ChipsInputProps) {
  const { ref, values, suggest, listLabel, removeLabel, faultOf, onAdd, onRemove, onBlur, ...rest } = props;
  const { restored = '', onTyping, ...control } = rest;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [now, setTyped] = useState<string | null>(null);
  const typed = now ?? restored;
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const options = isOpen ? suggest(typed) : [];
  const fault = typed.trim() === '' ? null : faultOf(typed);
  const show = (text: string, open: boolean) => {
    setTyped(text);
    if (text !== typed) onTyping?.(text);
    setOpen(open);
    setAt(-1);
  };
  /** In the form before the next key comes: Ctrl+S may be it. */
  const add = (text: string): boolean => {
    const parts = partsOf(text);
    if (parts.length === 0 || parts.some((part) => faultOf(part) !== null)) return false;
    flushSync(() => {
      onAdd(parts);
      show('', false);
    });
    return true;
  };
  const focusChip = (index: number) => {
    const buttons = box.current?.querySelectorAll<HTMLElement>('[data-chip]') ?? [];
    (buttons[index] ?? box.current?.querySelector('input'))?.focus();
  };
  const removeAt = (index: number) => {
    flushSync(() => onRemove(index));
    focusChip(index);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const isAtStart = event.currentTarget.selectionStart === 0 && event.currentTarget.selectionEnd === 0;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') return void add(typed);
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const found = isOpen ? options.length : suggest(typed).length;
      setOpen(true);
      setAt(event.key === 'ArrowDown' ? Math.min(found - 1, at + 1) : Math.max(-1, at - 1));
    } else if (event.key === 'Enter') add(options[at] ?? typed);
    else if (event.key === ',' || event.key === '،') add(typed);
    else if (event.key === 'Escape' && isOpen) show(typed, false);
    else if (event.key === 'Backspace' && typed === '' && values.length > 0) onRemove(values.length - 1);
    else if (event.key === backKey(event.currentTarget) && isAtStart && values.length > 0) focusChip(values.length - 1);
    else return;
    event.preventDefault();
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = event.clipboardData.getData('text/plain');
    if (SEPARATORS.test(pasted.trim()) && add(`${typed},${pasted}`)) event.preventDefault();
  };
  return (
    <div
      ref={box}
      className="relative"
      onBlur={(event) => {
        if (box.current?.contains(event.relatedTarget)) return;
        // What stands there is meant: who goes on to the next field does not press Enter.
        if (!add(typed)) setOpen(false);
        onBlur?.();
      }}
    >
      <div
        className={cx(
          textControl,
          'flex min-h-8 flex-wrap items-center gap-1 px-1.5 py-1 focus-within:outline-2 focus-within:-outline-offset-1',
        )}
      >
        {values.map((value, index) => (
          <Chip
            key={value}
            value={value}
            label={removeLabel(value)}
            onGo={(by) => focusChip(index + by)}
            onRemove={() => removeAt(index)}
          />
        ))}
        <input
          {...control}
          ref={ref}
          role="combobox"
          dir="auto"
          autoComplete="off"
          aria-expanded={options.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={options[at] === undefined ? undefined : `${id}-${String(at)}`}
          value={typed}
          onChange={(event) => show(event.target.value, event.target.value !== '')}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          className="h-5 min-w-24 grow bg-transparent px-0.5 outline-none"
        />
      </div>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={listLabel}
        hidden={options.length === 0}
        className="absolute inset-x-0 top-full z-20 mt-1 max-h-48 overflow-y-auto rounded-md bg-raised py-1 shadow-raised"
      >
        {options.map((option, index) => (
          <button
            key={option}
            id={`${id}-${String(index)}`}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            // The keyboard stays where one types.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => add(option)}
            className={cx(
              'flex min-h-7 w-full items-center px-2 text-start text-13',
              index === at ? 'bg-selected' : 'hover:bg-hover',
            )}
          >
            <span dir="auto" className="truncate">
              {option}
            </span>
          </button>
        ))}
      </div>
      <p role="status" className="pt-1 text-12 text-danger empty:hidden">
        {fault}
      </p>
    </div>
  );
}

/** The arrow key that goes towards the start of a line. */
const backKey = (element: HTMLElement): string =>
  getComputedStyle(element.parentElement ?? element).direction === 'rtl' ? 'ArrowRight' : 'ArrowLeft';

interface ChipProps {
  readonly value: string;
  readonly label: string;
  readonly onGo: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}
function Chip({ value, label, onGo, onRemove }: ChipProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const isBack = event.key === backKey(event.currentTarget);
    if (event.key === 'Delete' || event.key === 'Backspace') onRemove();
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') onGo(isBack ? -1 : 1);
    else return;
    event.preventDefault();
  };
  return (
    <span className="inline-flex max-w-full min-w-0 items-center rounded-sm bg-sunken ps-1.5 text-12 text-ink">
      <span dir="auto" className="truncate">
        {value}
      </span>
      <button
        type="button"
        data-chip
        tabIndex={-1}
        aria-label={label}
        title={label}
        onKeyDown={onKeyDown}
        onClick={onRemove}
        className="inline-flex size-5 shrink-0 items-center justify-center rounded-sm text-ink-muted hover:bg-hover"
      >
        <Icon of={X} className="size-3" />
      </button>
    </span>
  );
}
