import { Search, X } from 'lucide-react';
import { useImperativeHandle, useRef, type Ref } from 'react';
import { cx } from './cx.ts';
import { IconButton } from './icon-button.tsx';
import { Kbd } from './kbd.tsx';
import { textControl } from './text-control.ts';

interface SearchBoxProps {
  readonly ref?: Ref<HTMLInputElement>;
  readonly label: string;
  readonly clearLabel: string;
  /** Of the keys that lead here; shown while nothing is typed. */
  readonly shortcut: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A search field: its label is its placeholder, Esc or the cross empties it. Gives way where there is little room. */
export function SearchBox({ ref, label, clearLabel, shortcut, value, onChange }: SearchBoxProps) {
  const box = useRef<HTMLInputElement>(null);
  useImperativeHandle(ref, () => box.current as HTMLInputElement);
  const clear = () => {
    onChange('');
    box.current?.focus();
  };
  return (
    <div className="relative w-0 max-w-52 min-w-26 flex-1">
      <Search
        aria-hidden
        size={14}
        strokeWidth={1.75}
        className="pointer-events-none absolute inset-y-0 inset-s-2 my-auto text-ink-faint"
      />
      <input
        ref={box}
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onChange('');
        }}
        className={cx(
          textControl,
          'peer h-7 ps-7 [&::-webkit-search-cancel-button]:appearance-none',
          value === '' ? 'pe-2' : 'pe-7',
        )}
      />
      {value === '' ? (
        <span
          className={cx(
            'pointer-events-none absolute inset-y-0 inset-e-2 flex items-center max-[1000px]:hidden',
            'peer-focus:hidden',
          )}
        >
          <Kbd keys={shortcut} />
        </span>
      ) : (
        <IconButton
          icon={X}
          size="compact"
          label={clearLabel}
          onClick={clear}
          className="absolute inset-y-0 inset-e-0.5 my-auto"
        />
      )}
    </div>
  );
}
