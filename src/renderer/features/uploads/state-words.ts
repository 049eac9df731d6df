import {
  ArrowUp,
  Ban,
  Check,
  CircleAlert,
  CircleDashed,
  CirclePause,
  CloudAlert,
  FileQuestionMark,
  FileSearch,
  HardDrive,
  Hourglass,
  Minus,
  ShieldCheck,
  type LucideIcon,
} from 'lucide-react';
import { capKindOf } from '../../../shared/domain/cap.ts';
import type { UploadReason, UploadSnapshot } from '../../../shared/domain/upload.ts';
import type { Formats } from '../../lib/format.ts';
import type { Words } from '../../../shared/messages/words.ts';
import { fractionOf } from './model.ts';
import type { VideoState } from './state.ts';

interface Look {
  readonly icon: LucideIcon;
  /** Class of the icon; the word beside it says the same. */
  readonly ink: string;
}
const quiet = 'text-ink-faint';
const looks: Record<VideoState, Look> = {
  queued: { icon: CircleDashed, ink: quiet },
  hashing: { icon: FileSearch, ink: 'text-accent-text' },
  starting: { icon: ArrowUp, ink: 'text-accent-text' },
  uploading: { icon: ArrowUp, ink: 'text-accent-text' },
  paused: { icon: CirclePause, ink: 'text-ink-muted' },
  waiting: { icon: Hourglass, ink: 'text-warning' },
  finishing: { icon: ArrowUp, ink: 'text-accent-text' },
  verifying: { icon: ShieldCheck, ink: 'text-accent-text' },
  ready: { icon: Check, ink: 'text-success' },
  failed: { icon: CircleAlert, ink: 'text-danger' },
  cancelled: { icon: Ban, ink: quiet },
  gone: { icon: CloudAlert, ink: 'text-danger' },
  altered: { icon: CloudAlert, ink: 'text-danger' },
  local: { icon: HardDrive, ink: quiet },
  missing: { icon: FileQuestionMark, ink: 'text-warning' },
  none: { icon: Minus, ink: quiet },
};

export function lookOf(state: VideoState): Look {
  return looks[state];
}

/** The name by which a person knows a drive, out of where it was mounted; null of what is no path. */
const driveNameOf = (detail: string | null): string | null =>
  detail && /[\\/:]/.test(detail) ? (detail.split(/[\\/]/).findLast((name) => name !== '') ?? null) : null;

/** What a reason is called, and why and what the way on is; of a cap and of a drive, of the one that it is. */
export function reasonWords(
  t: Words,
  { code, detail }: UploadReason,
): { readonly title: string; readonly hint: string } {
  const cap = code === 'cap-exceeded' ? capKindOf(detail) : null;
  if (cap) return { title: t(`uploads.cap.${cap}.title`), hint: t(`uploads.cap.${cap}.hint`) };
  const title = t(`uploads.reason.${code}.title`);
  const name = code === 'drive-missing' ? driveNameOf(detail) : null;
  return { title, hint: name === null ? t(`uploads.reason.${code}.hint`) : t('uploads.driveHint', { name }) };
}

type Shown = Pick<UploadSnapshot, 'reason' | 'bytesDone' | 'bytesTotal' | 'retryAtMs' | 'restartedBecause'>;

/** A state as a row says it: "62 % · 1.2 GB", "Waiting for network", "Ready". */
export function rowWords(t: Words, formats: Formats, state: VideoState, upload: Shown | null): string {
  if (upload && state === 'uploading') {
    const size = formats.bytes(upload.bytesTotal);
    return t('uploads.state.uploadingNow', { percent: formats.percent(fractionOf(upload)), size });
  }
  if (upload && state === 'paused' && upload.retryAtMs !== null) {
    return t('uploads.state.pausedUntil', { time: formats.hour(upload.retryAtMs) });
  }
  if (upload && state === 'paused' && upload.bytesDone > 0) {
    return t('uploads.state.pausedAt', { percent: formats.percent(fractionOf(upload)) });
  }
  const reason = state === 'waiting' || state === 'failed' ? upload?.reason : null;
  return reason ? reasonWords(t, reason).title : t(`uploads.state.${state}`);
}

/** The same in sentences: why, and the way on. */
export function hintWords(t: Words, state: VideoState, upload: Shown | null): string {
  const reason = ['waiting', 'failed', 'paused'].includes(state) ? upload?.reason : null;
  const why = reason ? reasonWords(t, reason).hint : t(`uploads.stateHint.${state}`);
  const restarted =
    upload?.restartedBecause && state !== 'ready' ? t(`uploads.restarted.${upload.restartedBecause}`) : '';
  return [why, restarted].filter(Boolean).join(' ');
}

/** When a waiting upload is tried again: in seconds while that is soon, else the clock. Empty: not by itself. */
export function retryWords(t: Words, formats: Formats, retryAtMs: number | null, nowMs: number): string {
  if (retryAtMs === null) return '';
  const inMs = retryAtMs - nowMs;
  if (inMs > 120_000) return t('uploads.retryAt', { time: formats.clock(retryAtMs, nowMs) });
  return t('uploads.retryIn', { span: formats.span(Math.max(1_000, inMs)) });
}
