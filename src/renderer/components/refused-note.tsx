import { X } from 'lucide-react';
import { useTranslation } from '../hooks/use-translation.ts';
import { errorWords } from '../lib/error-words.ts';
import { ErrorNote } from './error-note.tsx';
import { IconButton } from './icon-button.tsx';

interface RefusedNoteProps {
  /** What did not happen. */
  readonly title: string;
  readonly error: unknown;
  readonly onHide: () => void;
}

/** A verb that was refused, beside what it was asked of: what did not happen, why, and the way on. */
export function RefusedNote({ title, error, onHide }: RefusedNoteProps) {
  const { t } = useTranslation();
  const why = errorWords(t, error);
  return (
    <ErrorNote
      title={title}
      hint={`${why.title} ${why.hint}`}
      action={<IconButton icon={X} size="compact" label={t('app.close')} onClick={onHide} />}
    />
  );
}
