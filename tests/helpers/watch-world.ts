import { createFolderWatch } from '../../src/main/watch/folder-watch.ts';
import type { KnownFile, LibraryFile, ScanOutcome, SeenFile, WatcherEvents } from '../../src/main/watch/ports.ts';
import { createManualClock } from './manual-clock.ts';

export const ROOT = '/exports';
interface WorldFile {
  content: string;
  mtimeMs: number;
  inode: string;
}

/** A folder, a course and a computer that are made of nothing: time stands still until it is told to move. */
export function createWatchWorld() {
  const clock = createManualClock();
  const files = new Map<string, WorldFile>();
  const known = new Map<string, KnownFile>();
  const library: LibraryFile[] = [];
  const held = new Set<string>();
  const watchers = new Set<WatcherEvents>();
  const world = {
    trouble: null as null | 'drive' | 'folder' | 'denied',
    mount: 'disk:1',
    isPartial: false,
    /** The code with which the next watchers fail. */
    noEvents: '',
    diskTakesWrites: true,
    broken: new Map<string, string | null>(),
    scans: 0,
    hashed: [] as string[],
    /** Files that are hashed or looked into from now on are so until `release` is called. */
    readsAreHeld: false,
    inspected: [] as string[],
    reports: [] as unknown[],
    rootId: '',
    moves: 0,
  };
  const reads: (() => void)[] = [];
  const read = async (): Promise<void> => {
    if (world.readsAreHeld) await new Promise<void>((resolve) => void reads.push(resolve));
  };
  let inodes = 0;
  const pathOf = (name: string): string => `${ROOT}/${name}`;

  function scan(): ScanOutcome {
    world.scans += 1;
    if (world.trouble) return { ok: false, why: world.trouble };
    const seen = [...files].map(([path, file]): SeenFile => {
      const { mtimeMs, inode, content } = file;
      return { path, relative: path.slice(ROOT.length + 1), bytes: content.length, mtimeMs, inode, kind: 'video' };
    });
    const usable = seen.filter(({ relative }) => !held.has(relative) && !held.has(relative.split('/')[0] ?? ''));
    return { ok: true, rootId: world.mount, files: usable, held: [...held], isPartial: world.isPartial };
  }

  function start() {
    let changes = 0;
    const watch = createFolderWatch({
      root: ROOT,
      rootId: world.rootId,
      ports: {
        clock,
        scan: async () => scan(),
        async inspect(some) {
          world.inspected.push(...some.map(({ path }) => path));
          await read();
          return new Map(
            some.map(({ path }) => [path, world.broken.has(path) ? (world.broken.get(path) ?? null) : '']),
          );
        },
        async hash({ path }) {
          world.hashed.push(path);
          const file = files.get(path);
          await read();
          return file ? `sha1 of ${file.content}` : null;
        },
        openWatcher(_root, events) {
          watchers.add(events);
          if (world.noEvents !== '') queueMicrotask(() => events.onFault(world.noEvents));
          return { close: async () => void watchers.delete(events) };
        },
        report: (error) => void world.reports.push(error),
      },
      store: {
        listKnown: () => [...known.values()],
        saveKnown(rows) {
          if (world.diskTakesWrites) for (const row of rows) known.set(row.path, row);
          return world.diskTakesWrites;
        },
        forgetKnown(paths) {
          if (world.diskTakesWrites) for (const path of paths) known.delete(path);
          return world.diskTakesWrites;
        },
        saveRootId(id) {
          world.rootId = id;
          return true;
        },
      },
      library: {
        list: () => library,
        saveMove(versionId, { path, bytes, mtimeMs, inode }) {
          world.moves += 1;
          const at = library.findIndex((entry) => entry.versionId === versionId);
          const entry = library[at];
          if (entry) library[at] = { ...entry, path, bytes, mtimeMs, inode };
          return true;
        },
      },
      onChange: () => void (changes += 1),
    });
    watch.start();
    return { ...watch, changes: () => changes };
  }

  return Object.assign(world, {
    clock,
    files,
    known,
    library,
    held,
    start,
    pathOf,
    write(name: string, content: string): void {
      const before = files.get(pathOf(name));
      files.set(pathOf(name), { content, mtimeMs: clock.nowMs(), inode: before?.inode ?? String((inodes += 1)) });
    },
    rename(from: string, to: string): void {
      const file = files.get(pathOf(from));
      if (!file || from === to) return;
      files.delete(pathOf(from));
      files.set(pathOf(to), file);
    },
    remove: (name: string): boolean => files.delete(pathOf(name)),
    /** What *Import* does: the file is that of a lesson from now on. */
    take(name: string, hasHash = true): void {
      const file = files.get(pathOf(name));
      if (!file) return;
      const at = library.findIndex(({ path }) => path === pathOf(name));
      const sha1 = hasHash ? `sha1 of ${file.content}` : null;
      const ids = library[at] ?? {
        mediaId: `m-${name}`,
        versionId: `v-${library.length}`,
        lessonId: `l-${name}`,
        lessonTitle: name,
      };
      const { mediaId, versionId, lessonId, lessonTitle } = ids;
      const place = { path: pathOf(name), bytes: file.content.length, mtimeMs: file.mtimeMs, inode: file.inode };
      library.splice(at < 0 ? library.length : at, at < 0 ? 0 : 1, {
        ...place,
        sha1,
        mediaId,
        versionId,
        lessonId,
        lessonTitle,
      });
    },
    release(): void {
      for (const done of reads.splice(0)) done();
    },
    hint(): void {
      for (const { onHint } of watchers) onHint();
    },
    fault(code: string): void {
      for (const { onFault } of watchers) onFault(code);
    },
    watchers: () => watchers.size,
  });
}
export type WatchWorld = ReturnType<typeof createWatchWorld>;
