import { useState, type ComponentProps, type KeyboardEvent } from 'react';
import { formatTypedTime, readTypedTime } from '../../../../shared/domain/cue-time.ts';
import { cx } from '../../../components/cx.ts';
import { Input } from '../../../components/input.tsx';

interface TimeInputProps extends Omit<ComponentProps<typeof Input>, 'value' | 'onChange' | 'type'> {
  readonly valueMs: number;
  /** A time that was typed and is another one; answers whether it can be taken. */
  readonly onTime: (ms: number) => boolean;
  /** What was typed last was no time, or could not be taken: the former one is back. */
  readonly onFault?: (isFaulty: boolean) => void;
}

/** A time of a recording, typed as in 1:05.2; it counts when Enter is pressed or the field is left. */
export function TimeInput({ valueMs, onTime, onFault, className, ...rest }: TimeInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const done = () => {
    if (typed === null) return;
    const ms = readTypedTime(typed);
    setTyped(null);
    onFault?.(ms === null || (ms !== valueMs && !onTime(ms)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') done();
    if (event.key !== 'Escape' || typed === null) return;
    event.preventDefault();
    event.stopPropagation();
    setTyped(null);
  };
  return (
    <span className={cx('block shrink-0', className)}>
      <Input
        {...rest}
        dir="ltr"
        inputMode="numeric"
        maxLength={16}
        value={typed ?? formatTypedTime(valueMs)}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={done}
        className="numeric"
      />
    </span>
  );
}
