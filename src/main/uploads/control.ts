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
  readonly holds: { read(): QueueHold | null; write(hold: QueueHold | null): void };
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
  let isMetered = false;
  /** What the user said does not matter this time: until it is over. */
  const anyway = new Set<Hindrance>();

  /** Answers when it changes by itself. */
  function applyLimit(nowMs: number): number | null {
    const { bytesPerSecond, minutesLeft } = limitAt(deps.settings(), deps.localTime(nowMs));
    const untilMs = minutesLeft === null ? null : (Math.floor(nowMs / minuteMs) + minutesLeft) * minuteMs;
    uploads.setLimit(bytesPerSecond === null ? null : { bytesPerSecond, untilMs });
    return untilMs;
  }
  function setHold(next: QueueHold | null): void {
    hold = next;
    holds.write(next);
  }
  function endHold(nowMs: number): void {
    if (!hold || hold.untilMs === null) return;
    if (hold.untilMs > nowMs && hold.untilMs - nowMs <= maxHoldMs) return;
    setHold(null);
    void uploads.release('held');
  }
  /** The computer is in these; those that the user cares about count. */
  function applyComputer(): void {
    const { pauseOnBattery, pauseOnMetered } = deps.settings();
    const is: Record<Hindrance, boolean> = { 'on-battery': deps.computer.isOnBattery(), 'metered-network': isMetered };
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
    endHold(nowMs);
    applyComputer();
    void askNetwork();
    const changes = [applyLimit(nowMs), hold?.untilMs ?? null].filter((atMs) => atMs !== null);
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
      if (isMetered) anyway.add('metered-network');
      applyComputer();
    },
    /** Pauses what is queued and what is queued later; for so many minutes, or (null) until `resumeAll`. */
    async pauseAll(minutes: number | null): Promise<boolean> {
      const next = { untilMs: minutes === null ? null : clock.nowMs() + minutes * minuteMs };
      if (!(await uploads.hold(next))) return false;
      setHold(next);
      apply();
      return true;
    },
    resumeAll(): Promise<boolean> {
      setHold(null);
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
