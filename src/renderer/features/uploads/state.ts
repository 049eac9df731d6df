import type { LessonMedia, StoredFault } from '../../../shared/domain/course.ts';
import {
  maySendAsIs,
  nextAction,
  workingStates,
  type ReasonCode,
  type UploadSnapshot,
  type UploadState,
} from '../../../shared/domain/upload.ts';
import type { UploadRow } from '../../../shared/ipc/contract/upload.ts';

/** How a lesson's video stands, in one word: the state of its upload, or where it is when there is none. */
export type VideoState = UploadState | StoredFault | 'local' | 'missing' | 'none';

/**
 * Stored is ready, whatever an old snapshot says: the bytes of a version never change. An upload that is under way
 * or failed says more than the place of the file; a cancelled one says nothing. What was found to be gone or altered stays
 * so until another upload of it is under way.
 */
export function videoStateOf(
  media: Pick<LessonMedia, 'whereabouts'> | null,
  upload: Pick<UploadSnapshot, 'state'> | null | undefined,
): VideoState {
  if (!media) return 'none';
  if (media.whereabouts === 'stored') return 'ready';
  const isFault = media.whereabouts === 'gone' || media.whereabouts === 'altered';
  if (upload && upload.state !== 'cancelled' && !(isFault && upload.state === 'ready')) return upload.state;
  return media.whereabouts;
}

/** How a row of the queue stands: of one that ended well, what was found out since. */
export function rowStateOf({ storedFault }: Pick<UploadRow, 'storedFault'>, { state }: Pick<UploadSnapshot, 'state'>) {
  return state === 'ready' && storedFault ? storedFault.kind : state;
}
export type RowState = ReturnType<typeof rowStateOf>;

/** Whether bytes are, or are about to be, on their way. */
export function isWorking(state: VideoState): boolean {
  return workingStates.some((working) => working === state);
}

/** What one can do with an upload in this state; the first is the one that lies nearest. */
export type Verb = 'pause' | 'resume' | 'tryNow' | 'retry' | 'sendAsIs' | 'sendFirst' | 'cancel';

const verbs: Record<UploadState, readonly Verb[]> = {
  queued: ['pause', 'sendFirst', 'cancel'],
  hashing: ['pause', 'cancel'],
  starting: ['pause', 'cancel'],
  uploading: ['pause', 'cancel'],
  paused: ['resume', 'sendFirst', 'cancel'],
  waiting: ['tryNow', 'pause', 'cancel'],
  finishing: ['pause', 'cancel'],
  verifying: ['pause', 'cancel'],
  ready: [],
  failed: ['retry', 'cancel'],
  cancelled: [],
};

/** Trying changes nothing of these: what does (*Send anyway*, a quota, a connection) stands beside the reason. */
const isTryUseless = (code: ReasonCode): boolean =>
  nextAction(code) === 'send-anyway' || code === 'over-quota' || code === 'not-configured';

export function verbsOf({ state, reason }: Pick<UploadSnapshot, 'state' | 'reason'>): readonly Verb[] {
  if (state === 'waiting' && reason && isTryUseless(reason.code)) return ['pause', 'cancel'];
  return state === 'failed' && reason && maySendAsIs(reason.code) ? ['retry', 'sendAsIs', 'cancel'] : verbs[state];
}

const goesOn = (verb: Verb): boolean => verb === 'resume' || verb === 'tryNow';

/** Whether a verb given to several is of this one, too: *Resume* and *Try now* are one. */
export function takesVerb(upload: Pick<UploadSnapshot, 'state' | 'reason'>, verb: Verb): boolean {
  const own = verbsOf(upload);
  return own.includes(verb) || (goesOn(verb) && own.some(goesOn));
}
