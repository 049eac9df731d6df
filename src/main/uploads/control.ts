import type { QueueSummary } from '../../shared/domain/upload.ts';
import type { UploadSettings } from '../../shared/domain/upload-settings.ts';
import type { Clock } from './ports.ts';
import { limitAt, type LocalTime } from './schedule.ts';

export interface UploadControlDeps {
  readonly clock: Clock;
  /** The wall's clock, in the zone of this computer. */
  readonly localTime: (atMs: number) => LocalTime;
  readonly settings: () => UploadSettings;
  readonly setLimit: (limit: QueueSummary['limit']) => void;
}
const minuteMs = 60_000;
/** A clock may be set, and a computer may sleep: nothing relies on one long timer. */
const lookAgainMs = 15 * minuteMs;

/** Holds the uploads to what the settings say of this moment, and looks again when the hour changes that. */
export function createUploadControl(deps: UploadControlDeps) {
  const { clock } = deps;
  let timer = new AbortController();
  let isStopped = false;

  function apply(): void {
    timer.abort();
    if (isStopped) return;
    timer = new AbortController();
    const nowMs = clock.nowMs();
    const { bytesPerSecond, minutesLeft } = limitAt(deps.settings(), deps.localTime(nowMs));
    const untilMs = minutesLeft === null ? null : (Math.floor(nowMs / minuteMs) + minutesLeft) * minuteMs;
    deps.setLimit(bytesPerSecond === null ? null : { bytesPerSecond, untilMs });
    if (untilMs !== null) void applyIn(Math.min(untilMs - nowMs, lookAgainMs));
  }
  async function applyIn(ms: number): Promise<void> {
    const { signal } = timer;
    await clock.delay(ms, signal);
    if (!signal.aborted) apply();
  }
  return {
    /** The settings changed, the computer woke up, or the studio starts. */
    apply,
    stop(): void {
      isStopped = true;
      timer.abort();
    },
  };
}
export type UploadControl = ReturnType<typeof createUploadControl>;
