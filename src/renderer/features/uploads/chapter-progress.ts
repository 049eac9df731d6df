import type { UploadSnapshot } from '../../../shared/domain/upload.ts';
import { isWorking, videoStateOf, type VideoState } from './state.ts';
import type { LessonMedia } from '../../../shared/domain/course.ts';

type Media = Pick<LessonMedia, 'bytes' | 'whereabouts'>;
type Upload = Pick<UploadSnapshot, 'state' | 'bytesDone' | 'bytesTotal'>;

/** A chapter's videos in a few words, the most pressing first. */
export type ChapterProgress =
  | { readonly kind: 'none' | 'ready' | 'local' }
  | { readonly kind: 'failed' | 'damaged' | 'missing' | 'waiting' | 'paused'; readonly count: number }
  | { readonly kind: 'partly'; readonly ready: number; readonly total: number }
  | { readonly kind: 'uploading'; readonly bytesDone: number; readonly bytesTotal: number };

/** What needs somebody, or time, the most pressing first. */
const pressing = [
  ['failed', ['failed']],
  ['damaged', ['gone', 'altered']],
  ['missing', ['missing']],
  ['waiting', ['waiting']],
  ['paused', ['paused']],
] as const satisfies readonly (readonly [ChapterProgress['kind'], readonly VideoState[]])[];

/** `uploads` in the order of `media`; null where there is none. */
export function chapterProgress(media: readonly Media[], uploads: readonly (Upload | null)[]): ChapterProgress {
  const states = media.map((one, index) => videoStateOf(one, uploads[index]));
  const count = (state: VideoState) => states.filter((other) => other === state).length;
  const ready = count('ready');
  if (media.length === 0) return { kind: 'none' };
  if (states.some((state) => isWorking(state))) return { kind: 'uploading', ...bytesOf(media, uploads, states) };
  for (const [kind, own] of pressing) {
    const found = own.reduce((sum, state) => sum + count(state), 0);
    if (found > 0) return { kind, count: found };
  }
  if (ready === media.length) return { kind: 'ready' };
  return ready === 0 && count('queued') === 0 ? { kind: 'local' } : { kind: 'partly', ready, total: media.length };
}

/** Nothing of it is stored, or on its way. */
const away: ReadonlySet<VideoState> = new Set(['local', 'missing', 'gone', 'altered']);

/** Of all that is to be stored in the end; what is stored already counts as done, so that the bar never falls. */
function bytesOf(media: readonly Media[], uploads: readonly (Upload | null)[], states: readonly VideoState[]) {
  let bytesDone = 0;
  let bytesTotal = 0;
  for (const [index, { bytes }] of media.entries()) {
    const state = states[index];
    if (state === undefined || away.has(state)) continue;
    bytesTotal += bytes;
    bytesDone += state === 'ready' ? bytes : Math.min(bytes, uploads[index]?.bytesDone ?? 0);
  }
  return { bytesDone, bytesTotal };
}
