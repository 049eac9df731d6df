import { useId, type KeyboardEvent, type ReactNode } from 'react';
import { cx } from './cx.ts';
import { Input } from './input.tsx';

export interface ComboOption {
  readonly id: string;
  readonly content: ReactNode;
  /** Belongs below the one before. */
  readonly isInset?: boolean;
}
interface ComboListProps {
  /** Of the field; also what stands in it while it is empty. */
  readonly label: string;
  readonly listLabel: string;
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly options: readonly ComboOption[];
  /** Which of the options is marked. */
  readonly at: number;
  readonly onGo: (at: number) => void;
  /** That one it is. */
  readonly onChoose: (at: number) => void;
  /** Whether a click only marks, because there is something else to say before it is chosen. */
  readonly marksOnClick?: boolean;
  readonly className?: string;
  /** Told below, also aloud: that there is nothing, or more. */
  readonly children: ReactNode;
}

const steps: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, PageUp: -8, PageDown: 8 };
const intoSight = (row: HTMLElement | null): void => row?.scrollIntoView({ block: 'nearest' });

/** A search field, and below it what fits; the arrows go through that while one types. As in ARIA's combobox. */
export function ComboList(props: ComboListProps) {
  const { label, listLabel, search, onSearch, options, at, onGo, onChoose, className, children } = props;
  const id = useId();
  const idOf = (index: number) => `${id}-${String(index)}`;
  const onKeyDown = (event: KeyboardEvent) => {
    const by = steps[event.key];
    // Enter may only take over what an input method writes.
    if (event.nativeEvent.isComposing || (by === undefined && event.key !== 'Enter')) return;
    event.preventDefault();
    if (by === undefined) onChoose(at);
    else onGo(Math.max(0, Math.min(options.length - 1, at + by)));
  };
  return (
    <div className="flex flex-col gap-2">
      <Input
        role="combobox"
        aria-label={label}
        placeholder={label}
        aria-expanded={options.length > 0}
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={options[at] ? idOf(at) : undefined}
        value={search}
        onChange={(event) => onSearch(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div
        id={id}
        role="listbox"
        aria-label={listLabel}
        hidden={options.length === 0}
        className={cx('overflow-y-auto rounded-md border border-line py-1', className ?? 'max-h-64')}
      >
        {options.map((option, index) => (
          <button
            key={option.id}
            id={idOf(index)}
            ref={index === at ? intoSight : undefined}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            // The keyboard stays where one types.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => (props.marksOnClick ? onGo(index) : onChoose(index))}
            onDoubleClick={props.marksOnClick ? () => onChoose(index) : undefined}
            className={cx(
              'flex min-h-7 w-full items-center gap-3 px-2 text-start text-13',
              index === at ? 'bg-selected' : 'hover:bg-hover',
              option.isInset && 'ps-5',
            )}
          >
            {option.content}
          </button>
        ))}
      </div>
      <p role="status" className="text-12 text-ink-muted empty:hidden">
        {children}
      </p>
    </div>
  );
}
