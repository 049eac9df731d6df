import { RefusedNote } from '../../../components/refused-note.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { VerbFailure } from '../use-upload-verbs.ts';

interface VerbFailureNoteProps {
  readonly failure: VerbFailure;
  readonly onHide: () => void;
}

/** A verb that was refused: what did not happen, why, and the way on. */
export function VerbFailureNote({ failure, onHide }: VerbFailureNoteProps) {
  const { t } = useTranslation();
  return <RefusedNote title={t(`uploads.failed.${failure.verb}`)} error={failure.error} onHide={onHide} />;
}
