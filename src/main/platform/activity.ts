import { powerSaveBlocker } from 'electron';
import type { QueueSummary } from '../../shared/domain/upload.ts';

/**
 * Keeps the computer awake while bytes move, and shows the whole queue in the task bar. `setProgress(null)` takes
 * the bar away.
 */
export function createActivity(setProgress: (fraction: number | null) => void) {
  let blocker: number | null = null;
  function stayAwake(wanted: boolean): void {
    if (wanted && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension');
    if (!wanted && blocker !== null) {
      powerSaveBlocker.stop(blocker);
      blocker = null;
    }
  }
  return {
    show({ active, bytesDone, bytesTotal }: QueueSummary): void {
      stayAwake(active > 0);
      setProgress(active > 0 && bytesTotal > 0 ? bytesDone / bytesTotal : null);
    },
    stop: () => stayAwake(false),
  };
}
