import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { QueueSummary, UploadReason, UploadSnapshot } from '../../../../shared/domain/upload.ts';
import { Button } from '../../../components/button.tsx';
import { Icon } from '../../../components/icon.tsx';
import { ProgressBar } from '../../../components/progress-bar.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useNow } from '../../../hooks/use-now.ts';
import type { Formats } from '../../../lib/format.ts';
import type { Words } from '../../../../shared/messages/words.ts';
import { commonReason, dockLineOf, type DockLine as Line } from '../dock-line.ts';
import { uploadKeys, uploadListQuery } from '../queries.ts';
import { useOverQuota } from '../over-quota.ts';
import { lookOf, reasonWords } from '../state-words.ts';
import type { VideoState } from '../state.ts';
import { showQueue } from '../uploads-ui-store.ts';
import { QueueVerbs } from './queue-verbs.tsx';
import { StopAction } from './stop-action.tsx';
import { Sparkline } from './sparkline.tsx';

const states: Record<Line['kind'], VideoState> = {
  uploading: 'uploading',
  preparing: 'hashing',
  waiting: 'waiting',
  paused: 'paused',
  queued: 'queued',
  failed: 'failed',
  damaged: 'gone',
  done: 'ready',
};

/** "Uploading 3 of 240 · 18 GB left · 42 min · 12 MB/s", the bar of all uploads above it, the verbs of the queue. */
export function DockLine({ summary, isOpen }: { readonly summary: QueueSummary; readonly isOpen: boolean }) {
  const { t } = useTranslation();
  const damaged = useDamaged();
  const line = dockLineOf(summary, damaged);
  const { icon: Picture, ink } = lookOf(summary.stoppedBy ? 'waiting' : states[line.kind]);
  const { bytesDone, bytesTotal } = summary;
  return (
    <div>
      <ProgressBar
        label={t('uploads.progress')}
        fraction={bytesTotal > 0 ? bytesDone / bytesTotal : 0}
        workId={String(summary.total)}
        tone={summary.stoppedBy ? 'warning' : line.kind === 'done' ? 'success' : 'accent'}
        className="max-h-0.5 rounded-none bg-line"
      />
      <div className="flex h-9 items-center gap-3 ps-4 pe-2">
        <p className="numeric flex min-w-0 items-center gap-1.5 text-12">
          <Picture aria-hidden size={14} strokeWidth={1.75} className={`shrink-0 ${ink}`} />
          <LineWords line={line} summary={summary} damaged={damaged} />
        </p>
        {summary.stoppedBy ? <StopAction reason={summary.stoppedBy} /> : null}
        <div className="ms-auto flex shrink-0 items-center gap-1">
          {summary.active > 0 ? (
            <span className="flex max-[900px]:hidden">
              <Sparkline />
            </span>
          ) : null}
          <QueueVerbs summary={summary} />
          <Button asChild look="quiet" size="compact" className="px-2 text-12">
            <Link to="/uploads">{t('uploads.page.open')}</Link>
          </Button>
          <Button
            look="quiet"
            size="compact"
            aria-expanded={isOpen}
            onClick={() => showQueue(!isOpen)}
            className="px-2 text-12"
          >
            {t('uploads.queue')}
            <Icon of={isOpen ? ChevronDown : ChevronUp} className="text-ink-muted" />
          </Button>
        </div>
      </div>
    </div>
  );
}

/** How many of those that are stored were found to be gone or altered; the list says so, since it is seldom. */
function useDamaged(): number {
  const { data = 0 } = useQuery({
    ...uploadListQuery,
    select: (rows) => rows.filter(({ storedFault }) => storedFault !== null).length,
  });
  return data;
}

interface LineProps {
  readonly line: Line;
  readonly summary: QueueSummary;
  readonly damaged: number;
}

function LineWords({ line, summary, damaged }: LineProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const nowMs = useNow(60_000);
  const shared = useWaitReason(line.kind === 'waiting');
  const reason = summary.stoppedBy ?? shared;
  const quota = useOverQuota();
  const counted =
    'total' in line
      ? t(`uploads.line.${line.kind}`, { number: formats.count(line.number), total: formats.count(line.total) })
      : t(`uploads.line.${line.kind}`, { count: line.count });
  const speech = { t, formats, nowMs };
  const held = heldWords(line, summary, speech);
  const why = reason && reasonWords(t, reason);
  const title = why ? why.title : held || counted;
  const facts = why
    ? quota
      ? quotaWords(quota, speech)
      : [why.hint]
    : [...factsOf(line, summary, speech), ...damagedWords(line, damaged, t)];
  // Cut where there is little room: the pointer shows all of it.
  const more = (title === counted ? facts : [counted, ...facts]).map((fact) => `· ${fact}`).join(' ');
  return (
    <>
      <span className="shrink-0 font-medium">{title}</span>
      <span title={more} className="truncate text-ink-muted">
        {more}
      </span>
    </>
  );
}

/** Why everything waits, when it is one thing. Looked up when the counts change, which main tells with each change. */
function useWaitReason(isWaiting: boolean): UploadReason | null {
  const client = useQueryClient();
  if (!isWaiting) return null;
  const known = client.getQueriesData<UploadSnapshot | null>({ queryKey: uploadKeys.versions });
  return commonReason(known.map(([, snapshot]) => snapshot).filter((one) => one !== null && one !== undefined));
}

interface Speech {
  readonly t: Words;
  readonly formats: Formats;
  readonly nowMs: number;
}

/** While the whole queue is paused: until when. Where the counts say that all is paused, they are enough. */
function heldWords(line: Line, { hold }: QueueSummary, { t, formats, nowMs }: Speech): string {
  if (!hold || line.kind === 'uploading' || line.kind === 'preparing') return '';
  if (hold.untilMs !== null) return t('uploads.line.heldUntil', { time: formats.until(hold.untilMs, nowMs) });
  return line.kind === 'paused' ? '' : t('uploads.line.held');
}

/** By how much the queue is too large for the quota, and how many of its files still fit. */
function quotaWords(quota: NonNullable<ReturnType<typeof useOverQuota>>, { t, formats }: Speech): string[] {
  const { amount, count } = formats;
  const { shortBytes, neededBytes, leftBytes, fittingIds, files } = quota;
  return [
    t('uploads.quota.short', { short: amount(shortBytes), needed: amount(neededBytes), left: amount(leftBytes) }),
    t('uploads.quota.fitting', { fitting: count(fittingIds.length), total: count(files) }),
  ];
}

function limitWords(limit: QueueSummary['limit'], { t, formats, nowMs }: Speech): string {
  if (!limit) return '';
  const speed = formats.speed(limit.bytesPerSecond);
  if (limit.untilMs === null) return t('uploads.limited', { speed });
  return t('uploads.limitedUntil', { speed, time: formats.until(limit.untilMs, nowMs) });
}

function damagedWords({ kind }: Line, damaged: number, t: Words): string[] {
  if (damaged === 0) return [];
  return [kind === 'damaged' ? t('uploads.line.sendAgain') : t('uploads.line.alsoDamaged', { count: damaged })];
}

function factsOf(line: Line, summary: QueueSummary, speech: Speech): string[] {
  const { t, formats } = speech;
  const left = summary.bytesTotal - summary.bytesDone;
  const isMoving = summary.bytesPerSecond > 0;
  return [
    line.kind !== 'done' && left > 0 ? t('uploads.left', { size: formats.amount(left) }) : '',
    isMoving && summary.etaMs !== null ? formats.span(summary.etaMs) : '',
    isMoving ? formats.speed(summary.bytesPerSecond) : '',
    summary.active > 0 ? limitWords(summary.limit, speech) : '',
    line.kind !== 'waiting' && summary.waiting > 0 ? t('uploads.line.alsoWaiting', { count: summary.waiting }) : '',
    line.kind !== 'paused' && summary.paused > 0 ? t('uploads.line.alsoPaused', { count: summary.paused }) : '',
    line.kind !== 'failed' && summary.failed > 0 ? t('uploads.line.alsoFailed', { count: summary.failed }) : '',
  ].filter(Boolean);
}
