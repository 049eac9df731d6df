import { BrowserWindow, Notification, powerSaveBlocker } from 'electron';
import type { QueueSummary } from '../../shared/domain/upload.ts';
import type { Words } from '../../shared/messages/words.ts';
import { createUploadRound, type RoundEnd } from '../lib/upload-round.ts';

export interface ActivityDeps {
  /** Of the whole queue, in the task bar; null takes it away. */
  readonly setProgress: (fraction: number | null) => void;
  readonly openQueue: () => void;
  readonly t: Words;
}

function textOf(t: Words, { stored, failed }: RoundEnd): string {
  const parts = [
    stored > 0 ? t('uploads.ended.stored', { count: stored }) : '',
    failed > 0 ? t('uploads.ended.failed', { count: failed }) : '',
  ];
  return parts.filter(Boolean).join(' · ');
}

/**
 * Keeps the computer awake while bytes move, shows the whole queue in the task bar, and says once that it is done, to
 * whoever does not have the studio before them.
 */
export function createActivity({ setProgress, openQueue, t }: ActivityDeps) {
  let blocker: number | null = null;
  /** Until it is gone: a notification that is collected does not hear its click. */
  let shown: Notification | null = null;
  function stayAwake(wanted: boolean): void {
    if (wanted && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension');
    if (!wanted && blocker !== null) {
      powerSaveBlocker.stop(blocker);
      blocker = null;
    }
  }
  function sayEnd(end: RoundEnd): void {
    if (BrowserWindow.getFocusedWindow() !== null || !Notification.isSupported()) return;
    shown?.close();
    shown = new Notification({
      title: t(end.stored > 0 ? 'uploads.ended.title' : 'uploads.ended.allFailed'),
      body: textOf(t, end),
    });
    shown.on('click', openQueue);
    shown.show();
  }
  const followRound = createUploadRound(sayEnd);
  return {
    show(summary: QueueSummary): void {
      const { active, bytesDone, bytesTotal } = summary;
      stayAwake(active > 0);
      setProgress(active > 0 && bytesTotal > 0 ? bytesDone / bytesTotal : null);
      followRound(summary);
    },
    stop: () => stayAwake(false),
  };
}
