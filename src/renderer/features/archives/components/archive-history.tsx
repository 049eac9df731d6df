import { useQuery } from '@tanstack/react-query';
import { Disclosure } from '../../../components/disclosure.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { stepWords } from '../../../lib/step-words.ts';
import { archiveHistoryQuery } from '../queries.ts';

/** What was done to the course where it comes from; to be read, since its steps are nobody's to undo here. */
export function ArchiveHistory({ archiveId }: { readonly archiveId: string }) {
  const { t } = useTranslation();
  return (
    <Disclosure words={t('archives.import.historyShow')}>
      <Steps archiveId={archiveId} />
    </Disclosure>
  );
}

function Steps({ archiveId }: { readonly archiveId: string }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const { data, error } = useQuery(archiveHistoryQuery(archiveId));
  return (
    <>
      <FailureNote error={error} />
      <ol aria-label={t('archives.import.historyList')} className="numeric pt-1">
        {data?.steps.map(({ label, atMs, isUndone }, at) => (
          // Two steps may read the same, and the list never changes
          // oxlint-disable-next-line react/no-array-index-key
          <li key={at} className="flex gap-3">
            <span dir="auto" className="min-w-0 truncate first-letter:uppercase">
              {label ? stepWords(t, label) : t('archives.import.unknownStep')}
            </span>
            <span className="shrink-0 text-ink-muted">
              {[isUndone ? t('archives.import.undone') : '', moment(atMs)].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
