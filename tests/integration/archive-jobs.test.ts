import { mkdtempSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exportArchive } from '../../src/main/archive/export-archive.ts';
import { FORMAT, FORMAT_VERSION } from '../../src/main/archive/manifest.ts';
import { readArchive } from '../../src/main/archive/read-archive.ts';
import {
  extractWhole as extract,
  hashOf,
  sampleArchive,
  sampleFiles,
  sampleRows,
  unhurried,
} from '../helpers/archive.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

/* The three jobs of an archive on real files: what is written is read, and what is wrong is refused with its reason. */

async function read(path: string) {
  const answer = await readArchive(path);
  if (!answer.success) throw new Error(JSON.stringify(answer.error));
  return answer.data;
}

describe('a whole archive', () => {
  test('comes out byte for byte, under names that nobody typed, with nothing else beside', async () => {
    const path = await sampleArchive();
    const folder = temporaryFolder();
    const answer = await extract(path, folder);
    if (!answer.success) throw new Error(answer.error.code);
    expect(readdirSync(folder).toSorted()).toEqual(
      ['content 0', 'content 1']
        .map((text, at) => `${hashOf('sha1', Buffer.from(text))}.${at === 0 ? 'mp4' : 'vtt'}`)
        .toSorted(),
    );
    expect(answer.data.map(({ path: one }) => readFileSync(one, 'utf8')).toSorted()).toEqual([
      'content 0',
      'content 1',
    ]);
    expect(readdirSync(dirname(path))).toEqual(['Cells.lectern.zip']);
  });

  test('what is not on this disk is a reference without bytes', async () => {
    const { manifest } = await read(await sampleArchive());
    expect(manifest.media.map(({ versions: [version] }) => version?.entry?.split('/')[0] ?? null)).toEqual([
      'media',
      'captions',
      null,
    ]);
    expect(manifest.counts).toMatchObject({ chapters: 2, lessons: 3, media: 3, entries: 3, historySteps: 1 });
  });

  test('the same bytes are in it once', async () => {
    const { manifest } = await read(await sampleArchive(() => Buffer.from('same')));
    expect(manifest.entries.map(({ name }) => name)).toHaveLength(2);
  });

  test('a file that is there already is left as it is, one of other bytes is not touched', async () => {
    const path = await sampleArchive();
    const folder = temporaryFolder();
    const [video, caption] = [0, 1].map((at) => hashOf('sha1', Buffer.from(`content ${at}`)));
    writeFileSync(join(folder, `${video}.mp4`), 'content 0');
    writeFileSync(join(folder, `${caption}.vtt`), 'CONTENT 1');
    const answer = await extract(path, folder);
    expect(answer).toMatchObject({ success: true });
    expect(readFileSync(join(folder, `${caption}.vtt`), 'utf8')).toBe('CONTENT 1');
    expect(readFileSync(join(folder, `${caption}-2.vtt`), 'utf8')).toBe('content 1');
    expect(readdirSync(folder)).toHaveLength(3);
  });

  test('a link that lies in wait under a name is not followed', async () => {
    const path = await sampleArchive();
    const [folder, outside] = [temporaryFolder(), temporaryFolder()];
    const name = `${hashOf('sha1', Buffer.from('content 0'))}.mp4`;
    symlinkSync(join(outside, 'victim'), join(folder, name));
    symlinkSync(join(outside, 'victim'), join(folder, '.lectern-test.part'));
    expect(await extract(path, folder)).toMatchObject({ success: false, error: { code: 'TARGET_UNWRITABLE' } });
    expect(readdirSync(outside)).toEqual([]);
  });

  test('a cancelled extraction leaves nothing of its own', async () => {
    const path = await sampleArchive((at) => Buffer.alloc(3_000_000, at));
    const folder = temporaryFolder();
    const abort = new AbortController();
    const context = { signal: abort.signal, onProgress: (done: number) => void (done > 4_000_000 && abort.abort()) };
    expect(await extract(path, folder, context)).toMatchObject({ error: { code: 'ARCHIVE_CANCELLED' } });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('writing', () => {
  const head = { format: FORMAT, version: FORMAT_VERSION, app: '', exportedAtMs: 0 } as const;
  const origin = { workspaceId: null, studioId: null };
  function job(fill = (at: number): Uint8Array => Buffer.alloc(5_000_000, at)) {
    const rows = sampleRows();
    const files = sampleFiles(rows, fill);
    const folder = mkdtempSync(join(temporaryFolder(), 'target-'));
    const [target, temporary] = [join(folder, 'x.zip'), join(folder, '.part')];
    return { target, temporary, head: { ...head, origin }, rows, files, history: null, folder };
  }
  const code = (answer: Awaited<ReturnType<typeof exportArchive>>) => (answer.success ? 'ok' : answer.error.code);

  test('cancelled: nothing is left, and an archive of that name stays what it was', async () => {
    const input = job();
    writeFileSync(input.target, 'older');
    const abort = new AbortController();
    const onProgress = (done: number): void => void (done > 6_000_000 && abort.abort());
    expect(code(await exportArchive(input, { signal: abort.signal, onProgress }))).toBe('ARCHIVE_CANCELLED');
    expect(readdirSync(input.folder)).toEqual(['x.zip']);
    expect(readFileSync(input.target, 'utf8')).toBe('older');
  });

  test('a file that shrinks, grows or changes meanwhile stops it, by name', async () => {
    for (const change of ['shrink', 'grow', 'touch'] as const) {
      const input = job();
      const [, second] = input.files;
      const harm = (): void => {
        if (change === 'shrink') truncateSync(second?.path ?? '', 1_000);
        else writeFileSync(second?.path ?? '', Buffer.alloc(change === 'grow' ? 6_000_000 : 5_000_000, 9));
      };
      let isDone = false;
      // When both were hashed, the first was written, and the second is being written
      const onProgress = (done: number): void => {
        if (done <= 16_000_000 || isDone) return;
        isDone = true;
        harm();
      };
      const answer = await exportArchive(input, { ...unhurried, onProgress });
      expect(answer).toMatchObject({ error: { code: 'SOURCE_CHANGED', data: { name: 'b.vtt' } } });
      expect(readdirSync(input.folder)).toEqual([]);
    }
  });

  test('a file that is gone, and one that is a folder now, cannot be read', async () => {
    const input = job();
    const [first] = input.files;
    const gone = { ...input, files: [{ ...first, path: `${first?.path}.gone` } as typeof first & object] };
    expect(await exportArchive(gone, unhurried)).toMatchObject({ error: { code: 'SOURCE_UNREADABLE' } });
    const folder = { ...input, files: [{ ...first, path: temporaryFolder() } as typeof first & object] };
    expect(await exportArchive(folder, unhurried)).toMatchObject({ error: { code: 'SOURCE_UNREADABLE' } });
    expect(readdirSync(input.folder)).toEqual([]);
  });

  test('a file that is another one by now stays out, by name; one that was only touched goes in', async () => {
    const input = job((at) => Buffer.from(`content ${at}`));
    const files = input.files.map((file, at) => ({
      ...file,
      isAsSeen: false,
      sha1: hashOf('sha1', Buffer.from(at === 0 ? 'content 0' : 'CONTENT 1')),
    }));
    const answer = await exportArchive({ ...input, files }, unhurried);
    expect(answer).toMatchObject({ success: true, data: { leftOut: ['b.vtt'] } });
    const { manifest } = await read(input.target);
    expect(manifest.entries.map(({ name }) => name)).toEqual([`media/${hashOf('sha1', Buffer.from('content 0'))}.mp4`]);
    expect(manifest.media[1]?.versions[0]).toMatchObject({ entry: null });
  });

  test('more than the disk has is refused before a byte is written', async () => {
    const input = job();
    const files = input.files.map((file) => ({ ...file, bytes: 2 ** 60 }));
    expect(code(await exportArchive({ ...input, files }, unhurried))).toBe('TARGET_FULL');
    expect(readdirSync(input.folder)).toEqual([]);
  });

  test('a folder that is not there, and a file of the course as the target, are refused', async () => {
    const input = job();
    const nowhere = { ...input, target: '/nowhere/x.zip', temporary: '/nowhere/.part' };
    expect(code(await exportArchive(nowhere, unhurried))).toBe('TARGET_GONE');
    const own = { ...input, target: input.files[0]?.path ?? '' };
    expect(code(await exportArchive(own, unhurried))).toBe('TARGET_IS_SOURCE');
    expect(readFileSync(own.target)).toHaveLength(5_000_000);
  });
});
