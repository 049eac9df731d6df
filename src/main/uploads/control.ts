import type { Hindrance, QueueHold, QueueSummary } from '../../shared/domain/upload.ts';
import type { UploadSettings } from '../../shared/domain/upload-settings.ts';
import type { Clock } from './ports.ts';
import { limitAt, type LocalTime } from './schedule.ts';

export interface UploadControlDeps {
  readonly clock: Clock;
  /** The wall's clock, in the zone of this computer. */
  readonly localTime: (atMs: number) => LocalTime;
  readonly settings: () => UploadSettings;
  /** Whether the queue is paused, over a restart. */
  readonly holds: {
    read(): QueueHold | null;
    /** False: the disk does not take it now. Never throws. */
    write(hold: QueueHold | null): boolean;
  };
  readonly computer: {
    isOnBattery(): boolean;
    /** Takes a moment to find out. */
    isMetered(): Promise<boolean>;
  };
  readonly uploads: {
    hinder(code: Hindrance | null): void;
    setLimit(limit: QueueSummary['limit']): void;
    setHold(hold: QueueHold | null): void;
    /** As the rows in the journal have it. */
    heldUntil(): QueueHold | null;
    /** False: not on disk yet, but it holds. */
    hold(hold: QueueHold): Promise<boolean>;
    release(which: 'all' | 'held'): Promise<boolean>;
  };
}
const minuteMs = 60_000;
/** A clock that was set back must not hold the queue for days. */
const maxHoldMs = 24 * 60 * minuteMs;
/** A clock may be set, and a computer may sleep: nothing relies on one long timer. */
const lookAgainMs = 15 * minuteMs;
/** Nobody tells of a network that costs: it is asked, while the settings care. */
const askNetworkMs = minuteMs / 2;
/** How soon a disk that did not take the pause is asked again. */
const keepAgainMs = minuteMs;

const hindrances = ['on-battery', 'metered-network'] as const;

/**
 * Holds the uploads to what the user wants of this moment (a speed limit and its hours, a pause of the whole queue, none
 * on battery or on a network that costs), and looks again when the clock changes that.
 */
export function createUploadControl(deps: UploadControlDeps) {
  const { clock, uploads, holds } = deps;
  let timer = new AbortController();
  let isStopped = false;
  let hold: QueueHold | null = null;
  /** What is kept for the next start is the pause of now. */
  let isKept = true;
  /** Null: not known yet. It counts as one, so that nothing is sent at a cost before the first answer. */
  let isMetered: boolean | null = null;
  /** What the user said does not matter this time: until it is over. */
  const anyway = new Set<Hindrance>();

  /** Answers when it changes by itself. */
  function applyLimit(nowMs: number): number | null {
    const { bytesPerSecond, minutesLeft } = limitAt(deps.settings(), deps.localTime(nowMs));
    const untilMs = minutesLeft === null ? null : (Math.floor(nowMs / minuteMs) + minutesLeft) * minuteMs;
    uploads.setLimit(bytesPerSecond === null ? null : { bytesPerSecond, untilMs });
    return untilMs;
  }
  function keep(): void {
    isKept = holds.write(hold);
  }
  function endHold(nowMs: number): void {
    if (!hold || hold.untilMs === null) return;
    if (hold.untilMs > nowMs && hold.untilMs - nowMs <= maxHoldMs) return;
    hold = null;
    void uploads.release('held');
    keep();
  }
  /** The computer is in these; those that the user cares about count. */
  function applyComputer(): void {
    const { pauseOnBattery, pauseOnMetered } = deps.settings();
    const is: Record<Hindrance, boolean> = {
      'on-battery': deps.computer.isOnBattery(),
      'metered-network': isMetered !== false,
    };
    const matters: Record<Hindrance, boolean> = { 'on-battery': pauseOnBattery, 'metered-network': pauseOnMetered };
    for (const code of hindrances) if (!is[code]) anyway.delete(code);
    uploads.hinder(hindrances.find((code) => is[code] && matters[code] && !anyway.has(code)) ?? null);
  }
  async function askNetwork(): Promise<void> {
    const { signal } = timer;
    while (!signal.aborted && deps.settings().pauseOnMetered) {
      const answer = await deps.computer.isMetered();
      if (signal.aborted) return;
      isMetered = answer;
      applyComputer();
      await clock.delay(askNetworkMs, signal);
    }
  }
  function apply(): void {
    timer.abort();
    if (isStopped) return;
    timer = new AbortController();
    const nowMs = clock.nowMs();
    if (!isKept) keep();
    endHold(nowMs);
    applyComputer();
    void askNetwork();
    const keepAtMs = isKept ? null : nowMs + keepAgainMs;
    const changes = [applyLimit(nowMs), hold?.untilMs ?? null, keepAtMs].filter((atMs) => atMs !== null);
    if (changes.length > 0) void applyIn(Math.min(...changes.map((atMs) => atMs - nowMs), lookAgainMs));
  }
  async function applyIn(ms: number): Promise<void> {
    const { signal } = timer;
    await clock.delay(ms, signal);
    if (!signal.aborted) apply();
  }
  return {
    /** After the journal was read and before anything is queued: goes on as the last run left it. */
    start(): void {
      // The rows were written first: where only they say so, the last run ended in between.
      hold = holds.read() ?? uploads.heldUntil();
      uploads.setHold(hold);
      apply();
    },
    /** The settings changed, the computer woke up, or it was plugged in or out. */
    apply,
    /** What holds everything up now is passed over until it is over; it counts again the next time. */
    sendAnyway(): void {
      if (deps.computer.isOnBattery()) anyway.add('on-battery');
      if (isMetered !== false && deps.settings().pauseOnMetered) anyway.add('metered-network');
      applyComputer();
    },
    /**
     * Pauses what is queued and what is queued later; for so many minutes, or (null) until `resumeAll`. False: it does,
     * but the disk does not take it yet.
     */
    async pauseAll(minutes: number | null): Promise<boolean> {
      const next = { untilMs: minutes === null ? null : clock.nowMs() + minutes * minuteMs };
      // At once, so that the end of an earlier pause does not undo this one.
      hold = next;
      const isSaved = await uploads.hold(next);
      // Unless it was ended or replaced meanwhile.
      if (hold !== next) return isSaved;
      keep();
      apply();
      return isSaved;
    },
    resumeAll(): Promise<boolean> {
      hold = null;
      keep();
      apply();
      return uploads.release('all');
    },
    stop(): void {
      isStopped = true;
      timer.abort();
    },
  };
}
export type UploadControl = ReturnType<typeof createUploadControl>;
