import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fingerprint } from '../../src/main/media/fingerprint.ts';
import { scanFolders } from '../../src/main/media/folder-scan.ts';
import { createChokidarWatcher } from '../../src/main/watch/adapters/chokidar.ts';
import { createFolderSource, isLeftOut } from '../../src/main/watch/adapters/folder-source.ts';
import { createFolderWatch, type FolderWatch } from '../../src/main/watch/folder-watch.ts';
import type { KnownFile } from '../../src/main/watch/ports.ts';
import { ok } from '../../src/shared/ipc/result.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

/* A folder of this disk, the system's own events, and the scan of a drop. Only the clock runs faster. */
const SPEED = 20;
let root: string;
let watch: FolderWatch;
let hints = 0;

const clock = {
  nowMs: () => performance.now() * SPEED,
  delay: (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms / SPEED);
      signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
      if (signal.aborted) resolve();
    }),
};

function start(): FolderWatch {
  const known = new Map<string, KnownFile>();
  const source = createFolderSource({
    scan: async (paths, signal) => ok(await scanFolders(paths, { signal, pause: async () => {}, nowMs: Date.now })),
    inspectMany: async (files, onDetail) => {
      const problem = null;
      const nothing = { durationMs: 1, width: 1, height: 1, videoCodec: null, audioCodec: null };
      const more = { rotation: 0 as const, hasVideo: true, hasAudio: true, indexAtEnd: false, container: 'mp4' };
      for (const { key } of files) onDetail(key, { kind: 'media', probe: { ...nothing, ...more, problem } });
    },
    async hash(path) {
      const told = await fingerprint(path, {});
      if (!told.ok) throw new Error('not read');
      return ok({ sha1: told.sha1, identity: told.identity });
    },
  });
  const open = createChokidarWatcher({ isLeftOut, depth: 24 });
  return createFolderWatch({
    root,
    rootId: '',
    ports: {
      ...source,
      clock,
      openWatcher: (path, events) =>
        open(path, {
          ...events,
          onHint() {
            hints += 1;
            events.onHint();
          },
        }),
      report(error) {
        throw error;
      },
    },
    store: {
      listKnown: () => [...known.values()],
      saveKnown(rows) {
        for (const row of rows) known.set(row.path, row);
        return true;
      },
      forgetKnown: () => true,
      saveRootId: () => true,
    },
    library: { list: () => [], saveMove: () => true },
    onChange: () => {},
  });
}

beforeEach(() => {
  root = join(temporaryFolder(), 'Exports');
  mkdirSync(root);
  hints = 0;
  watch = start();
  watch.start();
});
afterEach(() => watch.stop());

const offered = (): string[] => watch.found().proposals.map(({ file }) => file.relative);
const within = { timeout: 20_000, interval: 20 };

test('a recording is heard of while it grows and offered when it rests; what a scan leaves out is not even heard', async () => {
  // `ready`: it listens from now on
  await vi.waitFor(() => expect(hints).toBe(1), within);
  writeFileSync(join(root, '.hidden.mp4'), 'x');
  writeFileSync(join(root, 'take.mp4.part'), 'x');
  mkdirSync(join(root, 'Session 1'));
  const path = join(root, 'Session 1', 'take.mp4');
  writeFileSync(path, 'x');
  await vi.waitFor(() => expect(watch.status().counts.waiting).toBe(1), within);
  appendFileSync(path, 'more');
  await vi.waitFor(() => expect(offered()).toEqual(['Session 1/take.mp4']), within);
  renameSync(path, join(root, 'Session 1', 'Intro.mp4'));
  await vi.waitFor(() => expect(offered()).toEqual(['Session 1/Intro.mp4']), within);
});

test('the folder is renamed, and comes back', async () => {
  writeFileSync(join(root, 'take.mp4'), 'x');
  await vi.waitFor(() => expect(offered()).toEqual(['take.mp4']), within);
  renameSync(root, `${root} 2`);
  await vi.waitFor(() => expect(watch.status().state).toBe('folder'), within);
  renameSync(`${root} 2`, root);
  await vi.waitFor(() => expect(watch.status().state).toBe('watching'), within);
  writeFileSync(join(root, 'second.mp4'), 'x');
  await vi.waitFor(() => expect(offered()).toEqual(['second.mp4', 'take.mp4']), within);
});

test('with the folder above it gone too, as a drive that was pulled', async () => {
  await vi.waitFor(() => expect(watch.status().state).toBe('watching'), within);
  rmSync(join(root, '..'), { recursive: true });
  await vi.waitFor(() => expect(watch.status().state).toBe('drive'), within);
  mkdirSync(root, { recursive: true });
  await vi.waitFor(() => expect(watch.status().state).toBe('watching'), within);
});
