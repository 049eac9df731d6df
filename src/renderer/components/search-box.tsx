import { Search } from 'lucide-react';
import type { Ref } from 'react';
import { cx } from './cx.ts';
import { textControl } from './text-control.ts';

interface SearchBoxProps {
  readonly ref?: Ref<HTMLInputElement>;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A search field: its label is its placeholder, Esc empties it. */
export function SearchBox({ ref, label, value, onChange }: SearchBoxProps) {
  return (
    <div className="relative w-52">
      <Search
        aria-hidden
        size={14}
        strokeWidth={1.75}
        className="pointer-events-none absolute inset-y-0 inset-s-2 my-auto text-ink-faint"
      />
      <input
        ref={ref}
        type="search"
        dir="auto"
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onChange('');
        }}
        className={cx(textControl, 'h-7 ps-7 [&::-webkit-search-cancel-button]:appearance-none')}
      />
    </div>
  );
}
