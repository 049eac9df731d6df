import type { WatchState, WatchStatus } from '../../shared/domain/watch.ts';
import { createAlarm } from './alarm.ts';
import { createAskers } from './askers.ts';
import { createEars } from './ears.ts';
import { createFindings } from './findings.ts';
import { createLessons } from './lessons.ts';
import { createMemory } from './memory.ts';
import type { ScanOutcome, SeenFile, WatchLibrary, WatchPorts, WatchStore } from './ports.ts';
import { emptyReconciled, reconcile, type Reconciled } from './reconcile.ts';
import { rootVerdict } from './root-verdict.ts';
import { isSettled, isStable, nextStableAtMs, type Observations, observe, restarted } from './stability.ts';

export interface FolderWatchDeps {
  readonly root: string;
  readonly rootId: string;
  readonly ports: WatchPorts;
  readonly store: WatchStore;
  readonly library: WatchLibrary;
  /** Something that is said of the folder is different now. */
  readonly onChange: () => void;
}

/** A hint is followed after so long: one save is many events. */
const AFTER_HINT_MS = 1_000;
/** Looking through a folder takes at most one part in so many of the time, however many hints there are. */
const REST = 5;
const LEAST_REST_MS = 2_000;
/** With events: what they miss (network drives tell nothing of other computers) is found so late at most. */
const WITH_EVENTS_MS = 60_000;
const WITHOUT_EVENTS_MS = 30_000;
/** A drive that is not there costs next to nothing to ask for. */
const AWAY_MS = 10_000;
/** A file that could not be told of (locked, slow drive) is asked again. */
const AGAIN_MS = 30_000;
/** Names that are shown; the rest is a number. */
const SHOWN = 3;

/**
 * One watched folder. Events are only hints: whatever happened is found out by looking through the folder and comparing
 * it with the lessons, so that a lost, doubled or wrong event changes nothing but the time at which it is seen.
 */
export function createFolderWatch({ root, rootId: firstRootId, ports, store, library, onChange }: FolderWatchDeps) {
  const { clock } = ports;
  const stop = new AbortController();
  const alarm = createAlarm(clock);
  const askers = createAskers();
  const memory = createMemory(store);
  const lessons = createLessons(library, root);
  const ears = createEars({ root, open: ports.openWatcher, nowMs: clock.nowMs, onHint: () => hint(), onFault: tell });
  const stepsOf = createFindings({ root, ports, memory, lessons, signal: stop.signal });
  let rootId = firstRootId;
  let observations: Observations = new Map();
  let found: Reconciled = emptyReconciled;
  let state: WatchState = 'starting';
  let isPartial = false;
  let checkedAtMs: number | null = null;
  let restUntilMs = 0;
  let told = '';
  /** The last scan, while it can be believed. */
  let seen: (ScanOutcome & { ok: true }) | null = null;
  const stableNow = (path: string): boolean => isStable(observations, path, clock.nowMs());

  function status(): WatchStatus {
    const isHere = state === 'watching' || state === 'polling';
    const changed = found.proposals.filter(({ replaces }) => replaces !== null).length;
    const counts = {
      added: found.proposals.length - changed,
      changed,
      gone: found.gone.length,
      waiting: found.waiting.length,
      unusable: found.unusable.length,
    };
    return { state, code: isHere ? ears.fault() : '', counts, isPartial, checkedAtMs };
  }
  function tell(): void {
    if (state === 'watching' || state === 'polling') state = ears.fault() === '' ? 'watching' : 'polling';
    // Only what is shown: of ten thousand files nobody sees more than the first names
    const { checkedAtMs: _at, ...rest } = status();
    const names = found.proposals.slice(0, SHOWN).map(({ file }) => file.path);
    const text = JSON.stringify([rest, names, found.gone.slice(0, SHOWN).map(({ path }) => path)]);
    if (text !== told) onChange();
    told = text;
  }
  function hint(): void {
    alarm.ringAt(Math.max(clock.nowMs() + AFTER_HINT_MS, restUntilMs));
  }

  /** What a lesson or the memory has in the very state that it has now needs no waiting. */
  const isKnown = (file: SeenFile): boolean => isSettled(memory.known.get(file.path), file) || lessons.has(file);

  async function away(why: WatchState): Promise<void> {
    state = why;
    seen = null;
    await ears.close();
    alarm.ringAt(clock.nowMs() + AWAY_MS);
  }

  async function compare(outcome: ScanOutcome & { ok: true }): Promise<void> {
    if (outcome.rootId !== rootId && store.saveRootId(outcome.rootId)) rootId = outcome.rootId;
    ears.open();
    state = ears.fault() === '' ? 'watching' : 'polling';
    observations = observe(observations, outcome.files, isKnown, clock.nowMs());
    const atMs = clock.nowMs();
    isPartial = outcome.isPartial;
    const step = stepsOf(outcome, (path) => isStable(observations, path, atMs));
    seen = outcome;
    for (let isDone = false; !isDone && !stop.signal.aborted;) {
      // Taken before the work: during it somebody may dismiss or import, which must not be overwritten afterwards
      const answer = step();
      found = answer.found;
      isDone = answer.isDone;
      if (isDone && answer.isUnsure) alarm.ringAt(clock.nowMs() + AGAIN_MS);
      tell();
      await answer.work();
    }
    const next = nextStableAtMs(observations, atMs);
    if (next !== null) alarm.ringAt(next);
  }

  async function look(): Promise<void> {
    const startedMs = clock.nowMs();
    lessons.forget();
    const outcome = await ports.scan(root, stop.signal);
    if (stop.signal.aborted) return;
    restUntilMs = clock.nowMs() + Math.max(LEAST_REST_MS, REST * (clock.nowMs() - startedMs));
    const hasMemory = memory.known.size > 0 || lessons.areHere();
    const verdict = rootVerdict(outcome, rootId, hasMemory);
    if (verdict !== 'fine' || !outcome.ok) await away(verdict === 'fine' ? 'failed' : verdict);
    else await compare(outcome);
    checkedAtMs = clock.nowMs();
    alarm.ringAt(checkedAtMs + (state === 'watching' ? WITH_EVENTS_MS : WITHOUT_EVENTS_MS));
    if (!stop.signal.aborted) tell();
  }

  async function run(): Promise<void> {
    while (!stop.signal.aborted) {
      const asked = askers.take();
      try {
        await look();
        // When it was looked at is news to who asked, though nothing else may be
        if (asked.length > 0 && !stop.signal.aborted) onChange();
      } catch (error) {
        if (!stop.signal.aborted) ports.report(error);
        alarm.ringAt(clock.nowMs() + AGAIN_MS);
      } finally {
        for (const answer of asked) answer();
      }
      await alarm.wait(stop.signal);
    }
  }

  let running: Promise<void> | null = null;
  return {
    status,
    found: (): Reconciled => found,
    start(): void {
      running ??= run();
    },
    /** Looks at once: somebody asked. Resolves when it was looked through, or is watched no more. */
    checkNow(): Promise<void> {
      if (stop.signal.aborted) return Promise.resolve();
      const looked = askers.ask();
      alarm.ringAt(clock.nowMs());
      return looked;
    },
    /** Lessons came, went or changed: what was found last is compared anew at once, and the folder soon. */
    lessonsChanged(): void {
      lessons.forget();
      if (seen) {
        found = reconcile({ ...seen, root, known: memory.known, library: lessons.list(), isStable: stableNow });
        tell();
      }
      hint();
    },
    /** The computer woke: what was heard before counts no more. */
    async woke(): Promise<void> {
      observations = restarted(observations, clock.nowMs());
      await ears.close();
      alarm.ringAt(clock.nowMs());
    },
    /** Nothing of what is offered now is offered again before it changes. False when the disk did not take that. */
    dismiss(): boolean {
      if (!memory.dismiss([...found.proposals.map(({ file }) => file), ...found.unusable], found.gone)) return false;
      found = { ...found, proposals: [], unusable: [], gone: [] };
      tell();
      alarm.ringAt(clock.nowMs());
      return true;
    },
    async stop(): Promise<void> {
      stop.abort();
      await ears.close();
      await running;
      for (const answer of askers.take()) answer();
    },
  };
}
export type FolderWatch = ReturnType<typeof createFolderWatch>;
