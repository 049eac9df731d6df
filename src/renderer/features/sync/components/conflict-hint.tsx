import { useId, useRef } from 'react';
import { Button } from '../../../components/button.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { excerpt, type FieldConflict, type FieldPlace } from '../model.ts';
import { useConflictAt, useConflictVerbs, useConflictWords } from '../use-conflict.ts';

export interface ConflictHintProps extends FieldPlace {
  /** How the field's values are read, where they are no text. */
  readonly read?: (value: string) => string;
}

/**
 * Beside a field: that another computer changed it, too, with the words that do not stand in it, and the choice. It is told
 * politely when it comes, moves no focus, and takes no room while there is nothing to tell.
 */
export function ConflictHint({ read, ...place }: ConflictHintProps) {
  const found = useConflictAt(place);
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  // The verb that had the keyboard is gone then: the field has it.
  const toField = () =>
    box.current?.parentElement?.querySelector<HTMLElement>('input, textarea, [role=combobox]')?.focus();
  return (
    <div ref={box} className={found ? 'flex flex-col gap-0.5 border-s-2 border-warning ps-2 text-12' : 'absolute'}>
      <div id={id} role="status" className="text-ink-muted">
        {found ? <ConflictWords found={found} read={read} /> : null}
      </div>
      {found ? <ConflictVerbs conflict={found.conflict} describedBy={id} onEnd={toField} /> : null}
    </div>
  );
}

interface ConflictWordsProps {
  readonly found: FieldConflict;
  readonly read?: ((value: string) => string) | undefined;
}

/** "Also changed on Studio-PC 14:02: their text", and what was written here, if that lost. */
export function ConflictWords({ found: { conflict, field }, read }: ConflictWordsProps) {
  const { t } = useTranslation();
  const { also } = useConflictWords(conflict);
  const shown = (value: string | null) =>
    value ? (
      <em dir="auto" className="break-words text-ink">
        {excerpt(read ? read(value) : value)}
      </em>
    ) : (
      t('changes.nothing')
    );
  return (
    <>
      <p className="numeric">
        {also}: {shown(conflict.isMine ? field.won : field.mine)}
      </p>
      {conflict.isMine ? (
        <p>
          {t('changes.mine')}: {shown(field.mine)}
        </p>
      ) : null}
    </>
  );
}

interface ConflictVerbsProps {
  readonly conflict: FieldConflict['conflict'];
  /** The id of the words that say what it is about. */
  readonly describedBy: string;
  readonly onEnd: () => void;
}

export function ConflictVerbs({ conflict, describedBy, onEnd }: ConflictVerbsProps) {
  const words = useConflictWords(conflict);
  const verbs = useConflictVerbs(conflict, onEnd);
  const common = {
    look: 'quiet',
    size: 'compact',
    'aria-describedby': describedBy,
    className: 'px-2 text-12',
  } as const;
  return (
    <>
      <div className="-ms-2 flex flex-wrap">
        <Button {...common} busy={verbs.isRestoring} onClick={verbs.restore}>
          {words.restore}
        </Button>
        <Button {...common} busy={verbs.isKeeping} onClick={verbs.keep}>
          {words.keep}
        </Button>
      </div>
      <FailureNote error={verbs.error} />
    </>
  );
}
