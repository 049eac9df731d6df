import { useQuery } from '@tanstack/react-query';
import { ProgressBar } from '../../../components/progress-bar.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { progressQuery } from '../queries.ts';

interface JobProgressProps {
  readonly jobId: string;
  /** While nothing is known yet. */
  readonly waiting: string;
  /** "Writing 1.2 GB of 4 GB". */
  readonly words: (amounts: { readonly done: string; readonly total: string }) => string;
}

/** How far an archive is written or unpacked. */
export function JobProgress({ jobId, waiting, words }: JobProgressProps) {
  const { amount } = useFormats();
  const { data } = useQuery(progressQuery(jobId));
  const text = data ? words({ done: amount(data.bytesDone), total: amount(data.bytesTotal) }) : waiting;
  return (
    <div className="numeric flex flex-col gap-1.5 text-12 text-ink-muted">
      {text}
      <ProgressBar label={text} workId={jobId} fraction={data ? data.bytesDone / Math.max(1, data.bytesTotal) : null} />
    </div>
  );
}
