import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { appendFile, chmod, mkdir, mkdtemp, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { scanFolders, type ScanOptions } from '../../src/main/media/folder-scan.ts';
import type { ScanResult } from '../../src/main/media/scan-result.ts';

let dir = '';
const LONG_AGO = new Date('2026-01-02T03:04:05.678Z');

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lectern-scan-'));
});
afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

/** Writes files of the past, so that none is looked at twice. */
async function put(...names: string[]): Promise<void> {
  for (const name of names) {
    const path = join(dir, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `contents of ${name}`);
    await utimes(path, LONG_AGO, LONG_AGO);
  }
}

const scan = (paths: string[], options: Partial<ScanOptions> = {}): Promise<ScanResult> =>
  scanFolders(paths, { nowMs: Date.now, pause: () => Promise.resolve(), ...options });
const at = (...names: string[]): string => join(dir, ...names);
const listed = (result: ScanResult): string[] => result.files.map((file) => [...file.folders, file.name].join('/'));
const reasons = (result: ScanResult) => Object.fromEntries(result.leftOut.map((one) => [one.path, one.reason]));

describe('what a drop holds', () => {
  test('one folder: names from below it, identity, kinds, nothing else', async () => {
    await put('Course/01 Intro/01.mp4', 'Course/01 Intro/01.en.vtt', 'Course/notes.pdf', 'Course/song.mp3');
    const result = await scan([at('Course')]);
    expect(listed(result)).toEqual(['01 Intro/01.en.vtt', '01 Intro/01.mp4', 'notes.pdf', 'song.mp3']);
    expect(result.files.map((file) => file.kind)).toEqual(['caption', 'video', 'document', 'audio']);
    expect(result.root).toMatchObject({ name: 'Course', kind: 'folder' });
    expect(result.leftOut).toEqual([]);
    const stats = await stat(at('Course/notes.pdf'));
    const { bytes, mtimeMs, inode, path } = result.files[2] ?? {};
    expect({ bytes, mtimeMs, inode, path }).toEqual({
      bytes: stats.size,
      mtimeMs: stats.mtimeMs,
      inode: String(stats.ino),
      path: at('Course/notes.pdf'),
    });
  });

  test('files only, and folders beside files: the root is the folder they are in', async () => {
    await put('Talks/a.mp4', 'Talks/b.mp4', 'Talks/More/c.mp4');
    const files = await scan([at('Talks/b.mp4'), at('Talks/a.mp4')]);
    expect(files.root).toMatchObject({ name: 'Talks', kind: 'files' });
    expect(listed(files)).toEqual(['a.mp4', 'b.mp4']);
    const mixed = await scan([at('Talks/More'), at('Talks/a.mp4')]);
    expect(mixed.root).toMatchObject({ name: 'Talks', kind: 'several' });
    expect(listed(mixed)).toEqual(['More/c.mp4', 'a.mp4']);
  });

  test('a path dropped twice, or inside a dropped folder, is listed once', async () => {
    await put('A/a.mp4');
    const result = await scan([at('A'), at('A/a.mp4'), at('A/'), at('A/../A')]);
    expect(result.files).toHaveLength(1);
  });

  test('keys are the same in every scan and different for every file', async () => {
    await put('A/a.mp4', 'A/b.mp4', 'A/B/a.mp4');
    const [first, second] = [await scan([at('A')]), await scan([at('A', 'B'), at('A', 'a.mp4')])];
    const keys = new Map(first.files.map((file) => [file.path, file.key]));
    expect(new Set(keys.values()).size).toBe(3);
    expect(second.files.map((file) => file.key)).toEqual(second.files.map((file) => keys.get(file.path)));
  });

  test('names keep their spelling on disk, composed or not', async () => {
    await put('A/E\u0301tude.mp4', 'A/\u00C9tude.mp4', 'A/line\nbreak.mp4');
    const result = await scan([at('A')]);
    expect(listed(result).toSorted()).toEqual(['E\u0301tude.mp4', 'line\nbreak.mp4', '\u00C9tude.mp4']);
  });

  test('the text of the root description comes along; other texts do not', async () => {
    await put('A/Description.md', 'A/B/description.txt', 'A/readme.txt');
    const result = await scan([at('A')]);
    expect(result.files.map((file) => file.text)).toEqual([null, 'contents of A/Description.md', null]);
  });

  test('.ts is video or TypeScript by its contents', async () => {
    await put('A/camera.ts', 'A/G.ts', 'A/main.ts', 'A/stream.ts');
    const laid = (bytes: number, ...marks: number[]) => {
      const stream = Buffer.alloc(bytes);
      for (const mark of marks) stream[mark] = 0x47;
      return stream;
    };
    await writeFile(at('A/stream.ts'), laid(564, 0, 188, 376));
    await writeFile(at('A/camera.ts'), laid(576, 4, 196, 388));
    await writeFile(at('A/G.ts'), laid(564, 0, 188));
    const result = await scan([at('A')]);
    expect(result.files.map((file) => [file.name, file.kind])).toEqual([
      ['G.ts', 'document'],
      ['camera.ts', 'video'],
      ['main.ts', 'document'],
      ['stream.ts', 'video'],
    ]);
  });
});

describe('what is left out', () => {
  test('litter, unfinished and unsupported files, packages, empty ones: each with its reason', async () => {
    await put('A/.DS_Store', 'A/._01.mp4', 'A/Thumbs.db', 'A/desktop.ini', 'A/~$plan.pptx', 'A/.git/config');
    await put('A/a.mp4.part', 'A/b.crdownload', 'A/c.tmp', 'A/old.avi', 'A/old.WMV', 'A/Film.fcpbundle/x.mp4');
    await put('A/__MACOSX/a.mp4', 'A/zero.mp4', 'A/good.mp4');
    await writeFile(at('A/zero.mp4'), '');
    await mkdir(at('A/nothing'));
    const result = await scan([at('A')]);
    expect(listed(result)).toEqual(['good.mp4']);
    expect(reasons(result)).toEqual({
      '.DS_Store': 'HIDDEN',
      '._01.mp4': 'HIDDEN',
      '.git': 'HIDDEN',
      'Thumbs.db': 'SYSTEM',
      'desktop.ini': 'SYSTEM',
      '~$plan.pptx': 'SYSTEM',
      __MACOSX: 'SYSTEM',
      'a.mp4.part': 'PARTIAL',
      'b.crdownload': 'PARTIAL',
      'c.tmp': 'PARTIAL',
      'old.avi': 'UNSUPPORTED',
      'old.WMV': 'UNSUPPORTED',
      'Film.fcpbundle': 'PACKAGE',
      nothing: 'EMPTY_FOLDER',
      'zero.mp4': 'EMPTY',
    });
  });

  test('links: loops end, files are followed, a folder is listed once and where it really is', async () => {
    await put('A/z/clip.mp4', 'outside/far.mp4', 'outside/deep/er.mp4');
    await symlink('.', at('A/self'));
    await symlink('../..', at('A/z/up'));
    await symlink(at('A'), at('A/z/absolute'));
    await symlink('z', at('A/alias of z'));
    await symlink('knot', at('A/knot'));
    await symlink('nowhere', at('A/broken'));
    await symlink('z/clip.mp4', at('A/linked.mp4'));
    await symlink('../outside', at('A/outside'));
    await symlink('../../A', at('outside/deep/back'));
    const result = await scan([at('A')]);
    expect(listed(result)).toEqual(['linked.mp4', 'outside/deep/er.mp4', 'outside/far.mp4', 'z/clip.mp4']);
    expect(reasons(result)).toEqual({
      self: 'LINK_LOOP',
      'z/up': 'LINK_LOOP',
      'z/absolute': 'LINK_LOOP',
      'alias of z': 'ALREADY_LISTED',
      knot: 'LINK_LOOP',
      broken: 'BROKEN_LINK',
      'outside/deep/back': 'ALREADY_LISTED',
    });
  });

  test('pipes and sockets are never opened', async () => {
    await put('A/good.mp4');
    execFileSync('/usr/bin/mkfifo', [at('A/pipe.mp4')]);
    const server = createServer().listen(at('A/socket.mp4'));
    await new Promise((resolve) => void server.once('listening', resolve));
    const result = await scan([at('A')]);
    await new Promise((resolve) => void server.close(resolve));
    expect(listed(result)).toEqual(['good.mp4']);
    expect(reasons(result)).toEqual({ 'pipe.mp4': 'NOT_A_FILE', 'socket.mp4': 'NOT_A_FILE' });
  });

  test('names that are not Unicode are named as such, files and folders; the rest goes on', async () => {
    await put('A/good.mp4', 'A/\uFFFD real.mp4');
    const raw = (name: string): Buffer => Buffer.concat([Buffer.from(`${at('A')}/`), Buffer.from(name, 'latin1')]);
    await writeFile(raw('na\xefve.mp4'), 'x');
    await mkdir(raw('caf\xe9'));
    const result = await scan([at('A')]);
    expect(listed(result).toSorted()).toEqual(['good.mp4', '\uFFFD real.mp4']);
    expect(reasons(result)).toEqual({ 'na\uFFFDve.mp4': 'NAME_NOT_UNICODE', 'caf\uFFFD': 'NAME_NOT_UNICODE' });
  });

  test('a dropped path that is gone is named, the others are listed', async () => {
    await put('A/good.mp4');
    const result = await scan([at('gone.mp4'), at('A/good.mp4')]);
    expect(reasons(result)).toEqual({ 'gone.mp4': 'MISSING' });
    expect(result.files).toHaveLength(1);
  });

  test('limits stop a drop of a whole disk', async () => {
    await put('A/1.mp4', 'A/2.mp4', 'A/3.mp4', 'A/b/c/d/e/deep.mp4');
    const few = await scan([at('A')], { limits: { files: 2, depth: 24 } });
    expect(few.files).toHaveLength(2);
    expect(few.leftOut).toEqual([{ path: '3.mp4', reason: 'TOO_MANY', data: { limit: 2 } }]);
    const flat = await scan([at('A')], { limits: { files: 100, depth: 2 } });
    expect(flat.leftOut).toEqual([{ path: 'b/c/d', reason: 'TOO_DEEP', data: { limit: 2 } }]);
  });
});

describe('unreadable', () => {
  /** Root may read everything, so as root the scan runs under another effective user. */
  async function asOrdinaryUser<T>(work: () => Promise<T>): Promise<T> {
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    try {
      return await work();
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  }

  test('folders and files that may not be read are named, the rest goes on', async () => {
    await put('A/locked/a.mp4', 'A/secret.mp4', 'A/good.mp4');
    await chmod(dir, 0o755);
    await chmod(at('A/locked'), 0o000);
    await chmod(at('A/secret.mp4'), 0o000);
    const result = await asOrdinaryUser(() => scan([at('A')]));
    await chmod(at('A/locked'), 0o700);
    expect(listed(result)).toEqual(['good.mp4']);
    expect(result.leftOut).toEqual([
      { path: 'locked', reason: 'UNREADABLE', data: { ioKind: 'denied', code: 'EACCES' } },
      { path: 'secret.mp4', reason: 'UNREADABLE', data: { ioKind: 'denied', code: 'EACCES' } },
    ]);
  });
});

describe('still being written', () => {
  test('a fresh file gets a second look: grown, touched, replaced or gone is left out, still is kept', async () => {
    await put('A/old.mp4');
    for (const name of ['grows', 'touched', 'replaced', 'gone', 'still', 'starts'])
      await writeFile(at(`A/${name}.mp4`), 'x');
    await writeFile(at('A/starts.mp4'), '');
    let looks = 0;
    const result = await scan([at('A')], {
      pause: async () => {
        looks += 1;
        await appendFile(at('A/grows.mp4'), 'more');
        await appendFile(at('A/starts.mp4'), 'more');
        const later = new Date(Date.now() + 2_000);
        await utimes(at('A/touched.mp4'), later, later);
        await rm(at('A/gone.mp4'));
        await writeFile(at('A/new'), 'y');
        execFileSync('mv', [at('A/new'), at('A/replaced.mp4')]);
      },
    });
    expect(looks).toBe(1);
    expect(listed(result)).toEqual(['old.mp4', 'still.mp4']);
    expect(reasons(result)).toEqual({
      'grows.mp4': 'STILL_GROWING',
      'starts.mp4': 'STILL_GROWING',
      'touched.mp4': 'STILL_GROWING',
      'replaced.mp4': 'STILL_GROWING',
      'gone.mp4': 'MISSING',
    });
  });

  test('a folder at rest is not waited for', async () => {
    await put('A/old.mp4');
    const result = await scan([at('A')], { pause: () => Promise.reject(new Error('waited')) });
    expect(result.files).toHaveLength(1);
  });
});

describe('cancelling', () => {
  test('an aborted scan rejects with the reason of its signal', async () => {
    await put('A/a.mp4');
    const reason = new Error('closed the preview');
    await expect(scan([at('A')], { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  test('aborting between the two looks ends it', async () => {
    await put('A/a.mp4');
    await writeFile(at('A/b.mp4'), 'x');
    const stop = new AbortController();
    const pause = (): Promise<void> => Promise.resolve(stop.abort('closed'));
    await expect(scan([at('A')], { signal: stop.signal, pause })).rejects.toBe('closed');
  });
});
