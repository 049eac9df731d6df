import type { SyncState, SyncStatus } from '../../shared/domain/sync-status.ts';
import type { ChangedRow, SyncCounts } from '../../shared/domain/sync-types.ts';
import { err, type Result } from '../../shared/ipc/result.ts';
import { createAlarm } from './alarm.ts';
import { runCycle, type CycleError, type Memory } from './cycle.ts';
import type { SyncDeps } from './ports.ts';
import { createBatchSize } from './push.ts';
import { planAfter, WRITE_DELAY_MS } from './schedule.ts';

/**
 * Why sync should look again. `local-write`: a mutation was committed here. `hint`: the server has something new.
 * `session`: sign-in, sign-out, a renewed session, another server. `user`: *Sync now*.
 */
export type PokeReason = 'local-write' | 'hint' | 'online' | 'resume' | 'focus' | 'session' | 'user';

export interface SyncEngine {
  start(): void;
  /** Cuts what is under way; resolves when nothing touches the store any more. */
  stop(): Promise<void>;
  poke(reason: PokeReason): void;
  /** Asks the server now, and again while rounds go well and something waits. Answers the status in which that ended. */
  sendAll(): Promise<SyncStatus>;
  /** Asks the server now; true when everything until then was sent and pulled. */
  hear(): Promise<boolean>;
  status(): SyncStatus;
  /** Called with every change of the status; the answer unsubscribes. */
  onStatus(listen: (status: SyncStatus) => void): () => void;
  /** Called after changes from the server (or a refused mutation) show in the tables; the answer unsubscribes. */
  onApplied(listen: (changed: readonly ChangedRow[]) => void): () => void;
}

/** These say that the world has changed: failures so far mean nothing any more. */
const FRESH_STARTS: ReadonlySet<PokeReason> = new Set(['online', 'resume', 'session', 'user']);
/** Not worth hiding behind *syncing*: a round from here may well end here. */
const FAILURES: ReadonlySet<SyncState> = new Set(['offline', 'captive', 'blocked', 'stopped']);

function createListeners<T>() {
  const listeners = new Set<(value: T) => void>();
  return {
    tell(value: T): void {
      for (const listen of listeners) listen(value);
    },
    add(listen: (value: T) => void): () => void {
      listeners.add(listen);
      return () => void listeners.delete(listen);
    },
  };
}

/** What is written while a round ends makes another one; somebody who writes without a pause is not waited for. */
const MAX_ROUNDS = 10;

/** Those who wait for the end of a round that begins after they asked. */
function createAskers() {
  let asking: ((wentWell: boolean) => void)[] = [];
  return {
    ask: (): Promise<boolean> => new Promise((resolve) => void asking.push(resolve)),
    /** Takes those who have asked so far; call the answer with what came of their round. */
    take(): (wentWell: boolean) => void {
      const taken = asking;
      asking = [];
      return (wentWell) => {
        for (const answer of taken) answer(wentWell);
      };
    },
  };
}

/** Each row once. */
const distinct = (rows: readonly ChangedRow[]): ChangedRow[] => [
  ...new Map(rows.map((row) => [`${row.table} ${row.id}`, row])).values(),
];

/** The last known counts when the database cannot be read: whatever happens to it, the engine's timers go on. */
function createCounter({ store, log }: SyncDeps): () => SyncCounts {
  let counted: SyncCounts = { waiting: 0, deadLetters: 0, conflicts: 0, savedAtMs: null, lastSyncedAtMs: null };
  return () => {
    try {
      counted = store.counts();
    } catch (error) {
      log('sync.failed', { error });
    }
    return counted;
  };
}

/** Keeps the local database and the server in step. One round at a time; a poke during one is another right after. */
export function createSyncEngine(deps: SyncDeps): SyncEngine {
  const statuses = createListeners<SyncStatus>();
  const applied = createListeners<readonly ChangedRow[]>();
  const memory: Memory = { isGreeted: false, batchSize: createBatchSize() };
  let state: SyncState = 'idle';
  let attempt = 0;
  let isStarted = false;
  let isPoked = false;
  let abort = new AbortController();
  let running: Promise<void> | null = null;
  let told = '';
  const askers = createAskers();
  const alarm = createAlarm(deps.clock, () => void run());

  const counts = createCounter(deps);
  const status = (): SyncStatus => ({ state, ...counts() });
  function setState(next: SyncState): void {
    state = next;
    tellStatus();
  }
  function tellStatus(): void {
    const now = status();
    if (JSON.stringify(now) === told) return;
    told = JSON.stringify(now);
    statuses.tell(now);
  }

  /** A quiet poll is not worth a word; failures stay on show until a round succeeds. */
  function isWorthShowing(): boolean {
    if (FAILURES.has(state) || deps.identity().state !== 'signed-in') return false;
    const { waiting, lastSyncedAtMs } = counts();
    return waiting > 0 || lastSyncedAtMs === null;
  }

  async function cycle(): Promise<Result<null, CycleError>> {
    const onApplied = (rows: readonly ChangedRow[]): void => {
      applied.tell(distinct(rows));
      tellStatus();
    };
    try {
      return await runCycle(deps, { memory, signal: abort.signal, onApplied, onSent: tellStatus });
    } catch (error) {
      deps.log('sync.failed', { error });
      return err('FAILED', String(error));
    }
  }

  function conclude(result: Result<null, CycleError>): void {
    const error = result.success ? null : result.error.code;
    if (error) deps.log('sync.ended', { code: error, attempt });
    if (error !== null) memory.isGreeted = false;
    const retryAfterMs = result.success ? 0 : Number(result.error.data?.['retryAfterMs'] ?? 0);
    const plan = planAfter(error, attempt, deps.random(), retryAfterMs);
    attempt = error === null ? 0 : attempt + 1;
    const isMoreWaiting = error === null && counts().waiting > 0; // written while the round was ending
    if (isStarted) alarm.by(isPoked ? 0 : isMoreWaiting ? WRITE_DELAY_MS : plan.delayMs);
    setState(plan.state);
  }

  function run(): Promise<void> {
    running ??= (async () => {
      isPoked = false;
      const answer = askers.take();
      alarm.clear();
      if (isWorthShowing()) setState('syncing');
      const result = await cycle();
      running = null;
      conclude(result);
      answer(result.success);
    })();
    return running;
  }

  function poke(reason: PokeReason): void {
    tellStatus();
    if (!isStarted) return;
    if (FRESH_STARTS.has(reason)) {
      attempt = 0;
      memory.isGreeted = false;
    }
    if (running) isPoked ||= reason !== 'local-write'; // what is written meanwhile is seen at the end of the round
    else if (reason !== 'local-write') alarm.by(0);
    else if (state === 'idle') alarm.by(WRITE_DELAY_MS); // while offline, typing does not hurry the next attempt
  }

  async function sendAll(): Promise<SyncStatus> {
    for (let round = 0; isStarted && round < MAX_ROUNDS; round++) {
      const ended = askers.ask();
      poke('user');
      if (!(await ended) || counts().waiting === 0) break;
    }
    return status();
  }

  async function hear(): Promise<boolean> {
    if (!isStarted) return false;
    const ended = askers.ask();
    poke('hint');
    return ended;
  }

  return {
    start() {
      if (isStarted) return;
      isStarted = true;
      abort = new AbortController();
      const { state: who } = deps.identity();
      if (who !== 'signed-in') setState(who === 'unconfigured' ? 'local-only' : who);
      alarm.by(0);
    },
    async stop() {
      isStarted = false;
      alarm.clear();
      abort.abort();
      await running;
      askers.take()(false);
    },
    poke,
    sendAll,
    hear,
    status,
    onStatus: statuses.add,
    onApplied: applied.add,
  };
}
