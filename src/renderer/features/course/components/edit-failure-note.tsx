import { X } from 'lucide-react';
import { ErrorNote } from '../../../components/error-note.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { errorWords } from '../../../lib/error-words.ts';
import type { EditFailure } from '../verbs/verb-deps.ts';

/** An edit that main refused: what did not happen (the screen shows the old state again), why, and the way on. */
export function EditFailureNote({ failure, onHide }: { readonly failure: EditFailure; readonly onHide: () => void }) {
  const { t } = useTranslation();
  const words = failure.error === undefined ? null : errorWords(t, failure.error);
  return (
    <div className="border-b border-line p-2">
      <ErrorNote
        title={t(`coursePage.failed.${failure.verb}`, { title: failure.title ?? '' })}
        hint={words ? `${words.title} ${words.hint}` : t('coursePage.failed.restDone')}
        action={<IconButton icon={X} size="compact" label={t('coursePage.failed.hide')} onClick={onHide} />}
      />
    </div>
  );
}
