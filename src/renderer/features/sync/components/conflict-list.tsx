import type { Conflict } from '../../../../shared/ipc/contract/outbox.ts';
import { Button } from '../../../components/button.tsx';
import { CopyButton } from '../../../components/copy-button.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Section } from '../../../components/section.tsx';
import { useFocusBeside } from '../../../hooks/use-focus-beside.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useConflictVerbs, useConflictWords } from '../use-conflict.ts';
import { FieldWords, wordsOf } from './field-words.tsx';

export function ConflictList({ conflicts }: { readonly conflicts: readonly Conflict[] }) {
  const { t } = useTranslation();
  return (
    <Section title={t('changes.conflicts')} hint={t('changes.conflictsHint')}>
      <ul aria-label={t('changes.conflicts')} className="flex flex-col gap-5">
        {conflicts.map((conflict) => (
          <ConflictCard key={conflict.conflictId} conflict={conflict} />
        ))}
      </ul>
    </Section>
  );
}

/** The words that lost beside those that show, and the choice between them. */
function ConflictCard({ conflict }: { readonly conflict: Conflict }) {
  const { t } = useTranslation();
  const words = useConflictWords(conflict);
  const { item, press } = useFocusBeside();
  const verbs = useConflictVerbs(conflict);
  const pressing = (verb: () => void) => () => {
    press();
    verb();
  };
  const { fields } = conflict;
  return (
    <li ref={item} tabIndex={-1} className="flex flex-col gap-2">
      <p className="numeric text-12 text-ink-muted">{words.also}</p>
      {fields.length === 0 ? <p>{t('changes.same')}</p> : null}
      {fields.map((field) => (
        <FieldWords key={field.column} field={field} mineLabel={words.lost} />
      ))}
      <FailureNote error={verbs.error} />
      <div className="flex flex-wrap gap-2">
        <Button busy={verbs.isRestoring} onClick={pressing(verbs.restore)}>
          {words.restore}
        </Button>
        <Button look="quiet" busy={verbs.isKeeping} onClick={pressing(verbs.keep)}>
          {words.keep}
        </Button>
        <CopyButton text={wordsOf(fields)} label={t('changes.copy')} done={t('changes.copied')} />
      </div>
    </li>
  );
}
