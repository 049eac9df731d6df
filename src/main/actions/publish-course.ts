import { rowsOf, textOf, type Snapshot } from '../../shared/domain/course-snapshot.ts';
import { isUnchanged } from '../../shared/domain/course-version.ts';
import type { CourseId, CourseVersionId } from '../../shared/domain/ids.ts';
import { isPublishable, type PublishPhase } from '../../shared/domain/publish-check.ts';
import { diffSnapshots } from '../../shared/domain/snapshot-diff.ts';
import type { SyncState, SyncStatus } from '../../shared/domain/sync-status.ts';
import type { SyncPosition } from '../../shared/domain/sync-types.ts';
import type { ActionResult } from '../../shared/ipc/define.ts';
import { err, ok } from '../../shared/ipc/result.ts';
import type { publishRoutes } from '../../shared/ipc/contract/publish.ts';
import { createCourseSnapshots, type SnapshotTables } from '../db/tables/course-snapshots.ts';
import type { PublicationTable } from '../db/tables/publications.ts';
import type { Handlers } from '../ipc/router.ts';
import type { PublishAnswer, PublishFault, PublishServer } from '../sync/publish-door.ts';
import { liveRow, notFound, type EditContext } from './context.ts';
import type { Checklist } from './publish.ts';

type Start = (typeof publishRoutes)['publish.start'];
type Outcome = ActionResult<Start>;

export interface PublishingDeps extends SnapshotTables, Pick<EditContext, 'mutator' | 'newId'> {
  readonly publications: PublicationTable;
  readonly server: PublishServer;
  readonly sync: {
    sendAll(): Promise<SyncStatus>;
    hear(): Promise<boolean>;
  };
  readonly position: () => SyncPosition;
  /** Where the public finds a stored object; null: it does not. */
  readonly urlOf: (objectName: string) => string | null;
  readonly onPhase: (courseId: CourseId, phase: PublishPhase) => void;
}

/** What is to be published, as it stood on the screen. */
interface Seen {
  readonly content: Snapshot;
  readonly last: CourseVersionId | null;
}

/** Somebody else may write into the workspace all the time: so often it is asked again. */
const MAX_ROUNDS = 5;

/** Why nothing can be published in a state of sync; null where everything is in step. */
function faultOf({ state, waiting }: SyncStatus): Outcome | null {
  const faults: Partial<Record<SyncState, Outcome>> = {
    'local-only': err('PUBLISH_SIGNED_OUT', 'no server is configured'),
    'signed-out': err('PUBLISH_SIGNED_OUT', 'nobody is signed in'),
    'needs-auth': err('PUBLISH_SIGNED_OUT', 'the session has ended'),
    offline: err('PUBLISH_OFFLINE', 'the server cannot be reached'),
    captive: err('PUBLISH_OFFLINE', 'something else answers for the server'),
    blocked: err('PUBLISH_SERVER_OLD', 'the server has another version'),
    stopped: err('PUBLISH_UNSYNCED', 'sync has stopped'),
  };
  return faults[state] ?? (waiting > 0 ? err('PUBLISH_UNSYNCED', `${waiting} changes have not arrived`) : null);
}

const serverFaults: Readonly<Record<PublishFault, Outcome>> = {
  OFFLINE: err('PUBLISH_NO_ANSWER', 'no answer'),
  TIMEOUT: err('PUBLISH_NO_ANSWER', 'no answer in time'),
  CAPTIVE: err('PUBLISH_NO_ANSWER', 'something else answered'),
  BUSY: err('PUBLISH_NO_ANSWER', 'the server had a fault'),
  UNAUTHORIZED: err('PUBLISH_SIGNED_OUT', 'the session has ended'),
  INCOMPATIBLE: err('PUBLISH_SERVER_OLD', 'the server cannot publish'),
  REFUSED: err('PUBLISH_SERVER_OLD', 'the server does not take the request'),
  ABORTED: err('PUBLISH_CANCELLED', 'cancelled'),
};
const cancelled = () => err('PUBLISH_CANCELLED', 'cancelled');

/** What was answered besides that it is published or that something has moved. */
function refusalOf(answer: Exclude<PublishAnswer, { kind: 'published' }>): Outcome {
  if (answer.kind === 'revoked') return err('PUBLISH_FORBIDDEN', 'no longer a member of the workspace');
  switch (answer.why) {
    case 'role':
      return err('PUBLISH_FORBIDDEN', 'viewers do not publish');
    case 'missing':
      return notFound('course');
    case 'not-stored':
      return err('PUBLISH_NOT_STORED', 'the server does not know of the video of a lesson', {
        lessons: answer.lessonIds.length,
      });
    case 'moved':
      return err('PUBLISH_UNSYNCED', 'the workspace is written to all the time');
    case 'id':
      return err('PUBLISH_NO_ANSWER', 'the id is taken');
  }
}

/** What a promise brings, or undefined as soon as nobody wants it any more. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  if (signal.aborted) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
    promise.then(resolve, reject);
  });
}

/** Publishing: everything is sent and pulled, then the server makes the version (decision 0063). */
export function createPublishing(deps: PublishingDeps, { check }: Checklist) {
  const { publications, versions, mutator } = deps;
  const snapshots = createCourseSnapshots(deps.mutator.rows, deps);
  const running = new Map<CourseId, AbortController>();

  const lastOf = (courseId: CourseId): CourseVersionId | null =>
    versions.list(courseId).find(({ kind }) => kind === 'published')?.versionId ?? null;
  const isSame = (one: Snapshot | null, other: Snapshot | null): boolean =>
    one !== null && other !== null && isUnchanged(diffSnapshots(one, other));

  function urlsOf(snapshot: Snapshot): Record<string, string> {
    const urls = rowsOf(snapshot, 'media_versions').flatMap((row): [string, string][] => {
      const objectName = textOf(row, 'object_name');
      const url = objectName === '' ? null : deps.urlOf(objectName);
      return url === null ? [] : [[row.id, url]];
    });
    return Object.fromEntries(urls);
  }
  /** An earlier attempt without an answer, of which a pull has told since that it was published. */
  function settle(courseId: CourseId): CourseVersionId | null {
    const pending = publications.pending(courseId);
    if (pending === null || !liveRow(mutator, 'course_versions', pending)) return null;
    publications.end(courseId);
    return pending;
  }

  async function ask(courseId: CourseId, seen: Snapshot, signal: AbortSignal) {
    const versionId = publications.begin(courseId, deps.newId() as CourseVersionId);
    const { clientId, ownerId, workspaceId, cursor, epoch } = deps.position();
    const at = { clientId, userId: ownerId ?? '', workspaceId: workspaceId ?? '', cursor, epoch };
    deps.onPhase(courseId, 'publishing');
    const answer = await deps.server.publish({ ...at, courseId, versionId, urls: urlsOf(seen) }, signal);
    return { versionId, answer };
  }

  /** One round: everything in step, and the course still what was seen; then the server is asked. Null: once more. */
  async function round(courseId: CourseId, seen: Seen, signal: AbortSignal): Promise<Outcome | null> {
    deps.onPhase(courseId, 'sending');
    const status = await unlessAborted(deps.sync.sendAll(), signal);
    if (!status) return cancelled();
    const fault = faultOf(status);
    if (fault) return fault;
    const earlier = settle(courseId);
    const now = snapshots.present(courseId);
    if (!now) return notFound('course');
    if (earlier && isSame(snapshots.contentOf(earlier), now)) return ok({ versionId: earlier });
    if (lastOf(courseId) !== (earlier ?? seen.last)) return err('PUBLISH_MEANWHILE', 'it was published elsewhere');
    if (!isSame(seen.content, now)) return err('PUBLISH_CHANGED', 'the course is not what was seen');
    const { versionId, answer } = await ask(courseId, now, signal);
    if (!answer.success) return serverFaults[answer.error.code];
    if (answer.data.kind === 'refused' && answer.data.why === 'moved') return null;
    publications.end(courseId);
    if (answer.data.kind !== 'published') return refusalOf(answer.data);
    await unlessAborted(deps.sync.hear(), signal);
    return ok({ versionId });
  }
  async function run(courseId: CourseId, signal: AbortSignal): Promise<Outcome> {
    const content = snapshots.present(courseId);
    if (!content) return notFound('course');
    const seen = { content, last: lastOf(courseId) };
    deps.onPhase(courseId, 'checking');
    const findings = await unlessAborted(check(courseId), signal);
    if (findings === undefined) return cancelled();
    if (findings === null) return notFound('course');
    if (!isPublishable(findings)) return err('PUBLISH_BLOCKED', 'the checklist is not met');
    for (let rounds = 0; rounds < MAX_ROUNDS; rounds++) {
      const outcome = await round(courseId, seen, signal);
      if (outcome) return outcome;
    }
    return refusalOf({ kind: 'refused', why: 'moved', lessonIds: [] });
  }

  return {
    async start(courseId: CourseId): Promise<Outcome> {
      if (running.has(courseId)) return err('PUBLISH_RUNNING', 'it is being published already');
      const abort = new AbortController();
      running.set(courseId, abort);
      try {
        return await run(courseId, abort.signal);
      } finally {
        running.delete(courseId);
      }
    },
    cancel: (courseId: CourseId): void => running.get(courseId)?.abort(),
  };
}
export type Publishing = ReturnType<typeof createPublishing>;

/** Publishing, asked for from a window. */
export const createPublishCommands = ({
  start,
  cancel,
}: Publishing): Pick<Handlers, 'publish.start' | 'publish.cancel'> => ({
  'publish.start': ({ courseId }) => start(courseId),
  'publish.cancel'({ courseId }) {
    cancel(courseId);
    return ok({});
  },
});
