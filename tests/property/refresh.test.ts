import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LibraryFile, SeenFile } from '../../src/main/watch/ports.ts';
import { createRedrop, type Redrop } from '../../src/main/watch/redrop.ts';

/*
 * Whatever was done to a folder since its course was made of it, and wherever it is now: when what differs was applied,
 * nothing differs any more, and every lesson knows where its file is. But for an earlier take that lies beside its re-export under another name: it was a copy of
 * what the lesson showed, and is a recording of its own from then on.
 */
const NAMES = ['a.mp4', 'b.mp4', 'part 1/a.mp4', 'part 1/c.mp4', 'part 2/d.mp4'];
const name = fc.constantFrom(...NAMES);
/** Few contents, so that copies, renames and equal sizes happen all the time. */
const content = fc.constantFrom('x', 'xx', 'yy', 'zzz', 'longer take');
const step = fc.oneof(
  fc.record({ do: fc.constant('write' as const), name, content }),
  fc.record({ do: fc.constant('rename' as const), name, to: name }),
  fc.record({ do: fc.constantFrom('remove' as const, 'touch' as const), name }),
  // The whole folder: to another place, or as a copy on another drive
  fc.record({ do: fc.constantFrom('move' as const, 'copy' as const), name }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
interface DiskFile {
  readonly content: string;
  readonly mtimeMs: number;
  readonly inode: string;
}

function createDisk() {
  const disk = new Map<string, DiskFile>();
  let [root, count] = ['/videos/Exports', 0];
  const next = (): number => (count += 1);
  const at = (file: string): string => `${root}/${file}`;
  const below = (): [string, DiskFile][] => [...disk].filter(([path]) => path.startsWith(`${root}/`));

  function leaveFor(isCopy: boolean): void {
    const there = `/drive ${next()}/Exports`;
    for (const [path, file] of below()) {
      if (!isCopy) disk.delete(path);
      disk.set(path.replace(root, there), isCopy ? { ...file, inode: String(next()) } : file);
    }
    root = there;
  }
  return {
    disk,
    root: () => root,
    act(doing: Step): void {
      if (doing.do === 'move' || doing.do === 'copy') return leaveFor(doing.do === 'copy');
      const path = at(doing.name);
      const file = disk.get(path);
      if (doing.do === 'write') {
        const inode = file?.inode ?? String(next());
        disk.set(path, { content: doing.content, mtimeMs: next() * 1_000, inode });
      } else if (!file) return;
      else if (doing.do === 'touch') disk.set(path, { ...file, mtimeMs: next() * 1_000 });
      else if (doing.do === 'remove') disk.delete(path);
      else if (doing.do === 'rename' && doing.to !== doing.name) {
        disk.delete(path);
        disk.set(at(doing.to), file);
      }
    },
    seen: (): SeenFile[] =>
      below().map(([path, { content: text, mtimeMs, inode }]) => {
        return { path, relative: path.slice(root.length + 1), bytes: text.length, mtimeMs, inode, kind: 'video' };
      }),
  };
}
type Disk = ReturnType<typeof createDisk>;
const hashOf = (disk: Disk, path: string): string | null => {
  const file = disk.disk.get(path);
  return file ? `sha1 of ${file.content}` : null;
};

const stateOf = (file: DiskFile | undefined) => (file ? { bytes: file.content.length, mtimeMs: file.mtimeMs } : null);

/** Null: the folder is none of the course's. */
async function compared(disk: Disk, library: LibraryFile[]): Promise<Redrop | null> {
  const run = createRedrop({
    root: disk.root(),
    outcome: { ok: true, rootId: '', files: disk.seen(), held: [], isPartial: false },
    list: () => library,
    async prepare(bytes) {
      for (const [index, entry] of library.entries()) {
        const file = disk.disk.get(entry.path);
        const isAsKnown = file?.content.length === entry.bytes && file.mtimeMs === entry.mtimeMs;
        if (entry.bytes === bytes && isAsKnown) library[index] = { ...entry, sha1: hashOf(disk, entry.path) };
      }
    },
    hash: async ({ path }) => hashOf(disk, path),
    stateOf: async (path) => stateOf(disk.disk.get(path)),
    onDoubt: () => {},
    signal: new AbortController().signal,
  });
  return run ? run() : null;
}

let made = 0;
const lessonOf = (file: SeenFile, sha1: string | null): LibraryFile => {
  const { path, bytes, mtimeMs, inode } = file;
  const id = String((made += 1));
  return { path, bytes, mtimeMs, inode, sha1, mediaId: id, versionId: id, lessonId: id, lessonTitle: path };
};

/** What *Apply* does, with everything checked. */
function applied(found: Redrop, library: readonly LibraryFile[]): LibraryFile[] {
  const newer = new Map(found.proposals.map(({ file, replaces }) => [replaces?.lessonId, file]));
  const moved = new Map([...found.renamed, ...found.placed].map(({ file, was }) => [was.lessonId, file]));
  const missing = new Set(found.missing.map(({ lessonId }) => lessonId));
  const kept = library.flatMap((entry) => {
    const file = newer.get(entry.lessonId) ?? moved.get(entry.lessonId);
    if (missing.has(entry.lessonId)) return [];
    if (!file) return [entry];
    const sha1 = newer.has(entry.lessonId) ? null : entry.sha1;
    return [{ ...entry, path: file.path, bytes: file.bytes, mtimeMs: file.mtimeMs, inode: file.inode, sha1 }];
  });
  const fresh = found.proposals.filter(({ replaces }) => !replaces).map(({ file }) => lessonOf(file, null));
  return [...kept, ...fresh];
}

const isWhereItIsKnown = (disk: Disk, { path, bytes, mtimeMs }: LibraryFile): boolean => {
  const file = disk.disk.get(path);
  return file?.content.length === bytes && file.mtimeMs === mtimeMs;
};

/** The takes that lessons showed, and that have a newer one. */
const earlierTakes = ({ proposals }: Redrop, contents: ReadonlyMap<string, string | null>): Set<string | null> =>
  new Set(proposals.flatMap(({ replaces }) => (replaces ? [contents.get(replaces.lessonId) ?? null] : [])));

test('when what differs was applied, nothing differs', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(name, content, fc.boolean()), { minLength: 1, maxLength: 5 }),
      fc.array(step, { maxLength: 8 }),
      async (first, steps) => {
        const disk = createDisk();
        for (const [at, text] of first) disk.act({ do: 'write', name: at, content: text });
        const knowsHash = first[0]?.[2] ?? false;
        let library = disk.seen().map((file) => lessonOf(file, knowsHash ? hashOf(disk, file.path) : null));
        const contents = new Map(library.map(({ lessonId, path }) => [lessonId, hashOf(disk, path)]));
        for (const doing of steps) disk.act(doing);
        const found = await compared(disk, library);
        if (!found) return;
        const earlier = earlierTakes(found, contents);
        library = applied(found, library);
        const below = found.library.filter(({ path }) => path.startsWith(`${disk.root()}/`));
        const here = new Set(below.map(({ lessonId }) => lessonId));
        const lost = library.filter((entry) => here.has(entry.lessonId) && !isWhereItIsKnown(disk, entry));
        expect(lost).toEqual([]);
        const again = await compared(disk, library);
        if (!again) return;
        const { proposals, renamed, placed, missing, unread } = again;
        const offered = proposals.filter(({ file }) => !earlier.has(hashOf(disk, file.path)));
        const nothing = { offered: [], renamed: [], placed: [], missing: [], unread: [] };
        expect({ offered, renamed, placed, missing, unread }).toEqual(nothing);
      },
    ),
    { numRuns: 1_000 },
  );
});
