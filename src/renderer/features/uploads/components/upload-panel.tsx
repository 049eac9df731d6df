import { useQuery } from '@tanstack/react-query';
import { CloudUpload, Ellipsis } from 'lucide-react';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { LessonMedia } from '../../../../shared/domain/course.ts';
import type { UploadSnapshot } from '../../../../shared/domain/upload.ts';
import { Button } from '../../../components/button.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Menu } from '../../../components/menu.tsx';
import { ProgressBar } from '../../../components/progress-bar.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { fractionOf, isSettled } from '../model.ts';
import { uploadOfVersionQuery } from '../queries.ts';
import { hintWords, rowWords } from '../state-words.ts';
import { verbsOf, videoStateOf } from '../state.ts';
import { useIsLeaving } from '../uploads-ui-store.ts';
import { useUploadVerbs, type UploadVerbs } from '../use-upload-verbs.ts';
import { ReadyIn, ReadyTimes } from './ready-times.tsx';
import { ReasonAction } from './reason-action.tsx';
import { RetryTime } from './retry-time.tsx';
import { StateMark } from './state-mark.tsx';
import { StoredVerbs } from './stored-verbs.tsx';
import { VerbFailureNote } from './verb-failure-note.tsx';
import { verbIcons, verbItems } from './verb-items.ts';

/** Everything about the upload of one video: how it stands and why, how far it is, and what one can do. */
export function UploadPanel({ media }: { readonly media: LessonMedia }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data } = useQuery({ ...uploadOfVersionQuery(media.versionId), enabled: media.whereabouts !== 'stored' });
  const verbs = useUploadVerbs();
  const upload = data ?? null;
  const isLeaving = useIsLeaving(upload?.uploadId ?? null);
  const state = isLeaving ? 'cancelled' : videoStateOf(media, upload);
  const shows = upload !== null && !isLeaving && state === upload.state;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-2">
        <StateMark state={state} words={rowWords(t, formats, state, upload)} isMain />
        {shows && upload ? (
          <span className="flex shrink-0 items-center gap-1">
            <Pace upload={upload} />
            {state === 'queued' ? (
              <ReadyTimes>
                <ReadyIn uploadId={upload.uploadId} />
              </ReadyTimes>
            ) : null}
            <Menu items={verbItems(t, verbs.run, [{ snapshot: upload, name: media.fileName }])}>
              <IconButton
                icon={Ellipsis}
                size="compact"
                label={t('uploads.verb.more', { name: media.fileName })}
                className="-me-1"
              />
            </Menu>
          </span>
        ) : null}
      </div>
      {shows && upload && !isSettled(upload) ? (
        <ProgressBar
          label={t('uploads.progressOf', { name: media.fileName })}
          fraction={fractionOf(upload)}
          workId={upload.uploadId}
          tone={state === 'waiting' ? 'warning' : 'accent'}
        />
      ) : null}
      <p className="text-12 text-ink-muted">
        {hintWords(t, state, upload)} {shows && upload?.retryAtMs ? <RetryTime atMs={upload.retryAtMs} /> : null}
      </p>
      {state === 'local' && data !== undefined ? (
        <Button size="compact" className="self-start" onClick={() => verbs.start([media.versionId])}>
          <Icon of={CloudUpload} />
          {t('uploads.verb.start', { count: 1 })}
        </Button>
      ) : null}
      {state === 'ready' || state === 'gone' || state === 'altered' ? (
        <StoredVerbs versionId={media.versionId} isBad={state !== 'ready'} />
      ) : null}
      {shows && upload ? <Verbs upload={upload} name={media.fileName} run={verbs.run} /> : null}
      {verbs.failure ? <VerbFailureNote failure={verbs.failure} onHide={() => verbs.setFailure(null)} /> : null}
    </div>
  );
}

/** Speed and what is left, while bytes move. */
function Pace({ upload }: { readonly upload: UploadSnapshot }) {
  const { speed, span } = useFormats();
  if (upload.bytesPerSecond <= 0) return null;
  const parts = [speed(upload.bytesPerSecond), upload.etaMs === null ? '' : span(upload.etaMs)];
  return <span className="numeric shrink-0 text-12 text-ink-muted">{parts.filter(Boolean).join(' · ')}</span>;
}

interface VerbsProps {
  readonly upload: UploadSnapshot;
  readonly name: string;
  readonly run: UploadVerbs['run'];
}

function Verbs({ upload, name, run }: VerbsProps) {
  const { t } = useTranslation();
  const [first] = verbsOf(upload);
  if (!first) return null;
  return (
    <div className="flex items-center gap-2">
      <Button size="compact" onClick={() => run(first, [{ snapshot: upload, name }])}>
        <Icon of={verbIcons[first]} />
        {t(`uploads.verb.${first}`)}
      </Button>
      {upload.reason ? (
        <ReasonAction reason={upload.reason} onCopy={() => run('copyDetails', [{ snapshot: upload, name }])} />
      ) : null}
    </div>
  );
}
