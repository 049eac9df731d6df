import type { ReactNode } from 'react';
import { useTranslation } from '../hooks/use-translation.ts';
import { errorWords, failedWith } from '../lib/error-words.ts';
import { IpcFailure } from '../lib/ipc-client.ts';
import { CopyButton } from './copy-button.tsx';
import { ErrorNote } from './error-note.tsx';

interface FailureNoteProps {
  /** Of a query or a mutation; nothing is drawn for null. */
  readonly error: unknown;
  /** *Try again*, say. */
  readonly action?: ReactNode;
}

/** What failed, in words, in its place; what nobody expected offers its details for support. */
export function FailureNote({ error, action }: FailureNoteProps) {
  const { t } = useTranslation();
  if (!error) return null;
  const { title, hint, details } = errorWords(t, error);
  const isUnexpected = failedWith(error, 'INTERNAL') || !(error instanceof IpcFailure);
  const copy = isUnexpected ? (
    <CopyButton text={details} label={t('app.copyDetails')} done={t('app.detailsCopied')} />
  ) : null;
  return (
    <ErrorNote
      title={title}
      hint={hint}
      action={
        action || copy ? (
          <div className="flex shrink-0 gap-2">
            {copy}
            {action}
          </div>
        ) : null
      }
    />
  );
}
