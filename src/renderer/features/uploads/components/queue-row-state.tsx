import { useTranslation } from '../../../hooks/use-translation.ts';
import type { UploadSnapshot } from '../../../../shared/domain/upload.ts';
import type { UploadRow } from '../../../../shared/ipc/contract/upload.ts';
import { ProgressBar } from '../../../components/progress-bar.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { fractionOf } from '../model.ts';
import { useFits } from '../over-quota.ts';
import { hintWords, rowWords } from '../state-words.ts';
import { isWorking, rowStateOf } from '../state.ts';
import { namedUpload, type UploadVerbs } from '../use-upload-verbs.ts';
import { ReadyIn } from './ready-times.tsx';
import { ReasonAction } from './reason-action.tsx';
import { RetryTime } from './retry-time.tsx';
import { StateMark } from './state-mark.tsx';

interface QueueRowStateProps {
  readonly row: UploadRow;
  readonly upload: UploadSnapshot;
  readonly run: UploadVerbs['run'];
}

/** State and, below it, either how far it is or why it does not move and what the way on is. */
export function QueueRowState({ row, upload, run }: QueueRowStateProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { reason } = upload;
  const state = rowStateOf(row, upload);
  const fits = useFits(upload.uploadId, reason);
  const hint = fits === null ? hintWords(t, state, upload) : t(fits ? 'uploads.quota.fits' : 'uploads.quota.tooLarge');
  return (
    <>
      <div className="flex min-w-0 grow flex-col gap-1 compact:flex-row compact:items-center compact:gap-3">
        <StateMark state={state} words={rowWords(t, formats, state, upload)} hint={hint} isMain />
        {isWorking(state) || state === 'paused' ? (
          <ProgressBar
            label={t('uploads.progressOf', { name: row.fileName })}
            fraction={fractionOf(upload)}
            workId={upload.uploadId}
            className="max-w-72"
          />
        ) : (
          <p title={hint} className="flex gap-1 text-11 text-ink-muted">
            <span className="truncate">{hint}</span>
            {upload.retryAtMs ? <RetryTime atMs={upload.retryAtMs} /> : null}
          </p>
        )}
      </div>
      <div className="numeric flex shrink-0 flex-col items-end text-11 compact:flex-row compact:items-center compact:gap-2 text-ink-muted">
        {reason ? <ReasonAction reason={reason} onCopy={() => run('copyDetails', [namedUpload(row, upload)])} /> : null}
        {upload.bytesPerSecond > 0 ? <span>{formats.speed(upload.bytesPerSecond)}</span> : null}
        {upload.etaMs !== null && upload.bytesPerSecond > 0 ? <span>{formats.span(upload.etaMs)}</span> : null}
        {state === 'queued' ? <ReadyIn uploadId={upload.uploadId} /> : null}
      </div>
    </>
  );
}
