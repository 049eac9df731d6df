import { X } from 'lucide-react';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { ErrorNote } from '../../../components/error-note.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { errorWords } from '../../../lib/error-words.ts';
import type { VerbFailure } from '../use-upload-verbs.ts';

interface VerbFailureNoteProps {
  readonly failure: VerbFailure;
  readonly onHide: () => void;
}

/** A verb that was refused: what did not happen, why, and the way on. */
export function VerbFailureNote({ failure, onHide }: VerbFailureNoteProps) {
  const { t } = useTranslation();
  const { title, hint } = errorWords(t, failure.error);
  return (
    <ErrorNote
      title={t(`uploads.failed.${failure.verb}`)}
      hint={`${title} ${hint}`}
      action={<IconButton icon={X} size="compact" label={t('app.close')} onClick={onHide} />}
    />
  );
}
