import { expect, test, vi } from 'vitest';
import { createMessages } from '../../shared/messages/words.ts';
import { createActivity } from './activity.ts';

const said = vi.hoisted(() => ({ titles: [] as string[] }));
vi.mock('electron', () => ({
  BrowserWindow: { getFocusedWindow: () => null },
  powerSaveBlocker: { start: () => 1, stop: () => {} },
  Notification: class {
    static isSupported = () => true;
    constructor({ title, body }: { title: string; body: string }) {
      said.titles.push(`${title}: ${body}`);
    }
    on() {}
    show() {}
    close() {}
  },
}));

test('the title says done only where something was stored', () => {
  const counts = { total: 2, ready: 0, active: 0, queued: 0, waiting: 0, paused: 0, failed: 0 };
  const rest = {
    bytesDone: 0,
    bytesTotal: 9,
    bytesPerSecond: 0,
    etaMs: null,
    stoppedBy: null,
    limit: null,
    hold: null,
  };
  const { show } = createActivity({ setProgress: () => {}, openQueue: () => {}, t: createMessages('en').t });
  show({ ...counts, ...rest, active: 2 });
  show({ ...counts, ...rest, failed: 2 });
  show({ ...counts, ...rest, active: 2 });
  show({ ...counts, ...rest, ready: 1, failed: 1 });
  expect(said.titles).toEqual(['Uploads failed: 2 failed', 'Uploads are done: 1 upload stored · 1 failed']);
});
