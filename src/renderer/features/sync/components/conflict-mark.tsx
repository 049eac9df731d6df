import { TriangleAlert } from 'lucide-react';
import { useId, useRef } from 'react';
import { Popover } from '../../../components/popover.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { FieldConflict, FieldPlace } from '../model.ts';
import { useConflictAt, useConflictWords } from '../use-conflict.ts';
import { ConflictVerbs, ConflictWords } from './conflict-hint.tsx';

interface ConflictMarkProps extends FieldPlace {
  readonly tabIndex?: number;
}

/** Where a field has no room for a hint (a row, a title): a mark that opens one. */
export function ConflictMark({ tabIndex, ...place }: ConflictMarkProps) {
  const found = useConflictAt(place);
  return found ? <Mark found={found} tabIndex={tabIndex} /> : null;
}

interface MarkProps {
  readonly found: FieldConflict;
  readonly tabIndex: number | undefined;
}

function Mark({ found, tabIndex }: MarkProps) {
  const { t } = useTranslation();
  const { also } = useConflictWords(found.conflict);
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const trigger = (
    <button
      ref={button}
      type="button"
      aria-label={also}
      title={also}
      tabIndex={tabIndex}
      // It opens its panel and does nothing to the row that it is in.
      onClick={(event) => event.stopPropagation()}
      className="inline-flex size-6 shrink-0 items-center justify-center rounded-md text-warning hover:bg-hover"
    >
      <TriangleAlert aria-hidden size={14} strokeWidth={1.75} />
    </button>
  );
  // The mark goes with its conflict: its row has the keyboard then.
  const toRow = () => button.current?.closest<HTMLElement>('[role=row]')?.focus();
  return (
    <Popover trigger={trigger} label={t('changes.conflicts')}>
      <div id={id} className="pb-1 text-ink-muted">
        <ConflictWords found={found} />
      </div>
      <ConflictVerbs conflict={found.conflict} describedBy={id} onEnd={toRow} />
    </Popover>
  );
}
