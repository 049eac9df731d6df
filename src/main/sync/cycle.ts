import type { ChangedRow, SyncPosition } from '../../shared/domain/sync-types.ts';
import { err, ok, type Result } from '../../shared/ipc/result.ts';
import type { Hello, ServerError, SyncDeps } from './ports.ts';
import { pullAll } from './pull.ts';
import { pushAll, type BatchSize } from './push.ts';

/** Why a round ended early. FAILED: a fault of ours, in the log. */
export type CycleError = ServerError | 'UNCONFIGURED' | 'SIGNED_OUT' | 'OTHER_ACCOUNT' | 'REVOKED' | 'FAILED';

/** What outlives a round. */
export interface Memory {
  /** The server knows us under this client id and told us where we work. */
  isGreeted: boolean;
  readonly batchSize: BatchSize;
}
/** One round of sync: the ports, where we are, and whom to tell. */
export interface Round extends SyncDeps {
  readonly signal: AbortSignal;
  readonly batchSize: BatchSize;
  readonly position: () => SyncPosition;
  readonly at: { readonly userId: string; readonly workspaceId: string };
  readonly changed: (rows: readonly ChangedRow[]) => void;
  /** Tells about the changes collected so far. */
  readonly flush: () => void;
  /** The server has taken a batch. */
  readonly sent: () => void;
}
export interface CycleHooks {
  readonly memory: Memory;
  readonly signal: AbortSignal;
  readonly onApplied: (rows: readonly ChangedRow[]) => void;
  /** After every batch that the server has taken: less waits. */
  readonly onSent?: () => void;
}

/** A fork or a reset costs a lap (new client id, greeting again); more than a few is a fault to back off from. */
const MAX_LAPS = 4;

function whoAmI(deps: SyncDeps): Result<string, CycleError> {
  const { state, userId } = deps.identity();
  if (state === 'unconfigured') return err('UNCONFIGURED', 'no server is configured');
  if (state === 'signed-out' || userId === null) return err('SIGNED_OUT', 'nobody is signed in');
  if (state === 'needs-auth') return err('UNAUTHORIZED', 'the session has ended');
  const { ownerId } = deps.store.position(deps.newId);
  if (ownerId !== null && ownerId !== userId) return err('OTHER_ACCOUNT', 'this file belongs to another account');
  return ok(userId);
}

/** The first greeting adopts the file: everything in it was made before anybody had signed in. */
function settleIn(deps: SyncDeps, userId: string, hello: Hello): Result<null, CycleError> {
  const { workspaceId } = deps.store.position(deps.newId);
  if (workspaceId !== null) {
    const membership = hello.workspaces.find(({ id }) => id === workspaceId);
    if (!membership) return err('REVOKED', 'no longer a member of the workspace');
    deps.store.noteRole(membership.role, deps.clock.nowMs());
    return ok(null);
  }
  const own = hello.workspaces.find(({ role }) => role === 'owner');
  if (!own) return err('REVOKED', 'this account has no workspace');
  deps.store.adopt(userId, own.id);
  deps.store.noteRole(own.role, deps.clock.nowMs());
  return ok(null);
}

async function greet(
  deps: SyncDeps,
  userId: string,
  { memory, signal }: CycleHooks,
): Promise<Result<null, CycleError>> {
  if (memory.isGreeted) return ok(null);
  const { clientId, lastSeq } = deps.store.position(deps.newId);
  const sentAtMs = deps.clock.nowMs();
  const hello = await deps.server.hello({ clientId, userId, deviceName: deps.deviceName() }, signal);
  if (!hello.success) return hello;
  deps.store.learnClock(hello.data.serverNowMs - (sentAtMs + deps.clock.nowMs()) / 2);
  if (hello.data.isForked || hello.data.lastSeq > lastSeq) {
    deps.log('sync.forked', { kind: 'hello', known: hello.data.lastSeq, own: lastSeq });
    deps.store.rotate(deps.newId(), deps.clock.nowMs());
  }
  const settled = settleIn(deps, userId, hello.data);
  memory.isGreeted = settled.success;
  return settled;
}

function openRound(deps: SyncDeps, userId: string, hooks: CycleHooks): Round {
  let pending: ChangedRow[] = [];
  return {
    ...deps,
    signal: hooks.signal,
    batchSize: hooks.memory.batchSize,
    position: () => deps.store.position(deps.newId),
    at: { userId, workspaceId: deps.store.position(deps.newId).workspaceId ?? '' },
    changed: (rows) => void (pending = pending.concat(rows)),
    flush() {
      if (pending.length > 0) hooks.onApplied(pending);
      pending = [];
    },
    sent: () => hooks.onSent?.(),
  };
}

async function exchange(round: Round): Promise<Result<null, CycleError | 'FORKED'>> {
  const pushed = await pushAll(round);
  round.flush();
  if (!pushed.success) return pushed;
  const pulled = await pullAll(round);
  round.flush(); // cut short: what was applied is in the tables
  return pulled;
}

/** hello → push → pull. The network's faults are answered, not thrown. */
export async function runCycle(deps: SyncDeps, hooks: CycleHooks): Promise<Result<null, CycleError>> {
  const done = await runLaps(deps, hooks);
  if (!done.success && done.error.code === 'REVOKED') deps.store.noteRole(null, deps.clock.nowMs());
  return done;
}

async function runLaps(deps: SyncDeps, hooks: CycleHooks): Promise<Result<null, CycleError>> {
  for (let lap = 0; lap < MAX_LAPS; lap++) {
    const who = whoAmI(deps);
    if (!who.success) return who;
    const greeted = await greet(deps, who.data, hooks);
    if (!greeted.success) return greeted;
    const done = await exchange(openRound(deps, who.data, hooks));
    if (done.success) {
      deps.store.noteSynced(deps.clock.nowMs());
      return ok(null);
    }
    if (done.error.code !== 'FORKED') return err(done.error.code, done.error.message, done.error.data);
    hooks.memory.isGreeted = false;
  }
  return err('BUSY', 'told again and again to start over');
}
