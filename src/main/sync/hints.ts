import { createAlarm } from './alarm.ts';
import type { Clock, Hints, Identity } from './ports.ts';
import { hintPauseMs, WAKE_GAP_MS } from './schedule.ts';

export interface HintListenerDeps {
  readonly hints: Hints;
  readonly identity: () => Identity;
  readonly position: () => { readonly workspaceId: string | null; readonly cursor: number };
  /** A round is under way that may bring what a hint tells of. */
  readonly isSyncing: () => boolean;
  readonly pull: () => void;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly log: (message: string, fields: Readonly<Record<string, unknown>>) => void;
}
export interface HintListener {
  start(): void;
  /** Hangs up; no timer is left. */
  stop(): void;
  /** Somebody signed in or out, or a round ended. Cheap. */
  look(): void;
  /** After sleep, or with a network again: a line from before is worth nothing, and failures so far mean nothing. */
  wake(): void;
}
/** A line that was open for so long was a good one: its end says nothing against the next. */
const GOOD_LINE_MS = 60_000;

interface Line {
  openedAtMs: number | null;
  hangUp: () => void;
}

/**
 * Listens for hints while somebody is signed in, and has the engine pull when one tells of a revision that is not here.
 * Where the server has none to give, the engine's polling is all there is; that is looked into again after growing
 * pauses, and said once.
 */
export function createHintListener(deps: HintListenerDeps): HintListener {
  let isStarted = false;
  let line: Line | null = null;
  /** Whose hints are wanted now; null: nobody's. */
  let target: string | null = null;
  let failures = 0;
  let triedAtMs = Number.NEGATIVE_INFINITY;
  let heard = 0;
  let told = '';
  const alarm = createAlarm(deps.clock, connect);

  function tell(state: 'listening' | 'polling', why = ''): void {
    if (told === state) return;
    told = state;
    deps.log('sync.hints', { state, why });
  }
  function hangUp(): void {
    alarm.clear();
    line?.hangUp();
    line = null;
    heard = 0;
  }

  function connect(): void {
    if (target === null || line) return;
    triedAtMs = deps.clock.nowMs();
    const made: Line = { openedAtMs: null, hangUp: () => undefined };
    line = made;
    made.hangUp = deps.hints.open(target, {
      onOpen() {
        made.openedAtMs = deps.clock.nowMs();
        tell('listening');
        deps.pull(); // for what changed before
      },
      onRevision(rev) {
        heard = Math.max(heard, rev);
        pass();
      },
      onEnd: (why) => ended(made, why),
    });
  }

  function ended({ openedAtMs }: Line, why: string): void {
    line = null;
    const wasGood = openedAtMs !== null && deps.clock.nowMs() - openedAtMs >= GOOD_LINE_MS;
    failures = wasGood ? 0 : failures + 1;
    tell('polling', why);
    alarm.by(hintPauseMs(failures, deps.random()));
  }

  /** Our own changes come back as hints, too: what the round under way brings is not worth another. */
  function pass(): void {
    if (heard === 0 || deps.isSyncing()) return;
    const isNews = heard > deps.position().cursor;
    heard = 0;
    if (isNews) deps.pull();
  }

  function look(): void {
    const { state } = deps.identity();
    const wanted = isStarted && state === 'signed-in' ? deps.position().workspaceId : null;
    if (wanted !== target) {
      hangUp();
      target = wanted;
      failures = 0;
      told = '';
      if (target !== null) alarm.by(0);
    }
    pass();
  }

  return {
    start() {
      isStarted = true;
      look();
    },
    stop() {
      isStarted = false;
      look();
    },
    look,
    wake() {
      failures = 0;
      hangUp();
      if (target !== null) alarm.by(Math.max(0, triedAtMs + WAKE_GAP_MS - deps.clock.nowMs()));
      look();
    },
  };
}
