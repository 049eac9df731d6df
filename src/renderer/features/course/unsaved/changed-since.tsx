import { DraftHint } from '../../../components/draft-hint.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';

export interface ChangedField {
  readonly field: string;
  readonly name: string;
  /** What it holds by now, as it is read; empty: nothing. */
  readonly text: string;
}
interface ChangedSinceProps {
  /** What was typed over and has been changed elsewhere since. */
  readonly changed: readonly ChangedField[];
  readonly onTake: (field: string) => void;
}

/** Says quietly which fields of a draft somebody has changed since it was begun, and what they hold now. */
export function ChangedSince({ changed, onTake }: ChangedSinceProps) {
  const { t } = useTranslation();
  return (
    <div role="status" className="text-12">
      {changed.map(({ field, name, text }) => (
        <DraftHint
          key={field}
          words={
            text === ''
              ? t('courseDetails.emptiedSince', { field: name })
              : t('courseDetails.changedSince', { field: name, text })
          }
          verbs={[
            {
              words: t('courseDetails.useSaved'),
              label: t('courseDetails.useSavedOf', { field: name }),
              onClick: () => onTake(field),
            },
          ]}
        />
      ))}
    </div>
  );
}
