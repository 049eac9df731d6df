import type { LucideIcon } from 'lucide-react';
import { RadioGroup } from 'radix-ui';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';

interface Segment<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly icon?: LucideIcon;
  /** Shows the icon alone; the label is still its name and its tooltip. */
  readonly iconOnly?: boolean;
}
interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly segments: readonly Segment<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly disabled?: boolean;
}

/** One of a few choices, all in sight; a radio group for the keyboard. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, segments, value, onChange, disabled } = props;
  return (
    <RadioGroup.Root
      aria-label={label}
      orientation="horizontal"
      value={value}
      onValueChange={(next) => onChange(next as Value)}
      disabled={disabled === true}
      className="inline-flex h-7 shrink-0 items-center gap-0.5 rounded-md bg-sunken p-0.5"
    >
      {segments.map((segment) => (
        <RadioGroup.Item
          key={segment.value}
          value={segment.value}
          aria-label={segment.label}
          title={segment.iconOnly ? segment.label : undefined}
          className={cx(
            'inline-flex h-6 items-center gap-1.5 rounded-sm text-12 font-medium text-ink-muted transition-colors',
            'hover:text-ink data-[state=checked]:bg-raised data-[state=checked]:text-ink',
            'data-[state=checked]:shadow-[0_0_0_1px_var(--line)]',
            segment.iconOnly ? 'w-7 justify-center' : 'px-2.5',
          )}
        >
          {segment.icon ? <Icon of={segment.icon} /> : null}
          {segment.iconOnly ? null : segment.label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
