import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';
import { textControl } from './text-control.ts';

interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
}
interface SelectProps<Value extends string> extends Omit<
  ComponentProps<typeof Radix.Trigger>,
  'value' | 'onChange' | 'dir'
> {
  readonly options: readonly Option<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** One of a few; for two to four choices a `Segmented` is quicker. */
export function Select<Value extends string>({ options, value, onChange, className, ...rest }: SelectProps<Value>) {
  return (
    <Radix.Root value={value} onValueChange={(next) => onChange(next as Value)}>
      <Radix.Trigger {...rest} className={cx(textControl, 'flex h-8 items-center justify-between gap-2', className)}>
        <Radix.Value />
        <Icon of={ChevronDown} className="text-ink-muted" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          className={cx(
            'z-50 max-h-80 min-w-(--radix-select-trigger-width) animate-appear rounded-lg bg-raised p-1',
            'shadow-raised',
          )}
        >
          <Radix.Viewport>
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                className={cx(
                  'flex h-7 items-center justify-between gap-4 rounded-sm px-2 outline-none',
                  'data-highlighted:bg-selected',
                )}
              >
                <Radix.ItemText>{option.label}</Radix.ItemText>
                <Radix.ItemIndicator>
                  <Icon of={Check} />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
