import { mkdtempSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exportArchive } from '../../src/main/archive/export-archive.ts';
import { extractMedia } from '../../src/main/archive/extract.ts';
import { limits, type Manifest } from '../../src/main/archive/manifest.ts';
import { readArchive } from '../../src/main/archive/read-archive.ts';
import {
  fileOf,
  handArchive,
  type HandEntry,
  hashOf,
  localBytesOf,
  sampleArchive,
  sampleFiles,
  sampleRows,
  unhurried,
  zipByHand,
} from '../helpers/archive.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

/* The three jobs of an archive on real files: what is written is read, and what is wrong is refused with its reason. */

async function read(path: string) {
  const answer = await readArchive(path);
  if (!answer.success) throw new Error(JSON.stringify(answer.error));
  return answer.data;
}
async function extract(path: string, folder = temporaryFolder(), context = unhurried) {
  const { manifest, identity } = await read(path);
  const names = manifest.entries.map(({ name }) => name).filter((name) => name !== 'history.json');
  return extractMedia({ path, identity, folder, temporaryName: '.lectern-test.part', names }, context);
}
const reasonOf = async (content: Uint8Array): Promise<string> => {
  const answer = await readArchive(fileOf(content));
  return answer.success ? 'taken' : `${answer.error.code} ${String(answer.error.data?.['reason'] ?? '')}`.trim();
};

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
    expect(answer.data.map(({ path: one }) => readFileSync(one, 'utf8')).toSorted()).toEqual(['content 0', 'content 1']);
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
  const head = { format: 'lectern-course', version: 1, app: '', exportedAtMs: 0 } as const;
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

  test('a folder that is not there, and a file of the course as the target, are refused', async () => {
    const input = job();
    const nowhere = { ...input, target: '/nowhere/x.zip', temporary: '/nowhere/.part' };
    expect(code(await exportArchive(nowhere, unhurried))).toBe('TARGET_UNWRITABLE');
    const own = { ...input, target: input.files[0]?.path ?? '' };
    expect(code(await exportArchive(own, unhurried))).toBe('TARGET_UNWRITABLE');
    expect(readFileSync(own.target)).toHaveLength(5_000_000);
  });
});

describe('hostile archives are refused, each with its reason', () => {
  const extra = (name: string | Buffer, more: Partial<HandEntry> = {}): readonly HandEntry[] => [
    { name, content: Buffer.from('x'), ...more },
  ];
  const names = [
    '../x.mp4',
    '/etc/x',
    'media/../../x',
    'C:/x',
    'C:\\x',
    '\\\\server\\share\\x',
    'media\\x.mp4',
    'media/x\u0000.mp4',
    'media/ｘ.mp4',
    'media/\u202exe.4pm',
    'media/CON',
    'media/nul.mp4',
    'media/',
    '',
    `media/${'A'.repeat(40)}.mp4`,
    `media/${'a'.repeat(40)}.mp4/..`,
    'Manifest.json',
  ];
  test.each(names)('the name %j', async (name) => {
    expect(await reasonOf(handArchive().zip(extra(name)))).toBe('ARCHIVE_UNSAFE name');
  });

  const [video = ''] = [handArchive().files[0]?.name as string];
  const own = (more: Partial<HandEntry>): Buffer => {
    const { files, text } = handArchive();
    return zipByHand([{ ...files[0], ...more } as HandEntry, ...files.slice(1), text()]);
  };
  const big = Buffer.alloc(3_000_000);
  const entryName = `media/${hashOf('sha1', big)}.mp4`;
  const cases: Readonly<Record<string, () => Buffer>> = {
    'ARCHIVE_UNSAFE not-named': () => handArchive().zip(extra(`media/${'a'.repeat(40)}.mp4`)),
    'ARCHIVE_UNSAFE symlink': () => own({ mode: 0o120777 }),
    'ARCHIVE_UNSAFE duplicate': () => handArchive().zip(extra(video)),
    'ARCHIVE_UNSAFE encrypted': () => own({ flags: 1, method: 8 }),
    'ARCHIVE_UNSAFE method': () => own({ method: 12 }),
    'ARCHIVE_UNSAFE two-names': () => own({ localName: video.replace('media', 'other') }),
    'ARCHIVE_UNSAFE overlap': () => {
      const inner = { name: `media/${'b'.repeat(40)}.mp4`, content: Buffer.from('x') };
      const outer = { name: `media/${'c'.repeat(40)}.mp4`, content: localBytesOf(inner) };
      return handArchive().zip([outer, { ...inner, isInside: true }]);
    },
    'ARCHIVE_UNSAFE too-many-entries': () => zipByHand(handArchive().files, limits.entries + 2),
    'ARCHIVE_UNSAFE ratio': () => handArchive().zip([{ name: entryName, content: big, deflate: true }]),
    'ARCHIVE_UNSAFE manifest-too-large': () =>
      zipByHand([{ name: 'manifest.json', content: Buffer.alloc(limits.manifestBytes + 1, ' '), deflate: true }]),
    'ARCHIVE_DAMAGED missing-entry': () => zipByHand([handArchive().text()]),
    'ARCHIVE_DAMAGED size': () => own({ content: Buffer.from('short') }),
    'ARCHIVE_DAMAGED structure': () => handArchive().zip().subarray(0, -30),
    NOT_AN_ARCHIVE: () => zipByHand(extra('x.txt')),
  };
  test.each(Object.entries(cases))('%s', async (reason, make) => {
    expect(await reasonOf(make())).toBe(reason);
  });

  test('a second name in an extra field', async () => {
    const field = Buffer.from([0x75, 0x70, 6, 0, 1, 0, 0, 0, 0, 0x78]);
    expect(await reasonOf(own({ extra: field }))).toBe('ARCHIVE_UNSAFE two-names');
  });

  test('a manifest that unfolds into more than it declares', async () => {
    const { files, manifest } = handArchive();
    const content = Buffer.from(JSON.stringify(manifest) + ' '.repeat(100_000));
    const lying = { name: 'manifest.json', content, deflate: true, declaredBytes: 5_000 };
    expect(await reasonOf(zipByHand([...files, lying]))).toBe('ARCHIVE_DAMAGED structure');
  });

  test('something else altogether', async () => {
    for (const text of ['', 'x', 'not a ZIP file at all, but long enough to be one if it tried'])
      expect(await reasonOf(Buffer.from(text))).toBe('NOT_AN_ARCHIVE');
    expect(await readArchive('/nowhere')).toMatchObject({ error: { code: 'ARCHIVE_UNREADABLE' } });
  });

  type Edit = (manifest: Manifest) => void;
  const loose = (edit: (manifest: any) => void): Edit => edit;
  const edits: Readonly<Record<string, readonly [Edit, string]>> = {
    'a newer format': [loose((m) => (m.version = 2)), 'ARCHIVE_NEWER'],
    'another format': [loose((m) => (m.format = 'x')), 'NOT_AN_ARCHIVE'],
    'a wrong type': [loose((m) => (m.course.title = 5)), 'ARCHIVE_DAMAGED manifest'],
    'a field that nobody knows': [loose((m) => (m.course.shell = 'x')), 'ARCHIVE_DAMAGED manifest'],
    'NUL in a text': [loose((m) => (m.course.title = 'a\u0000')), 'ARCHIVE_DAMAGED manifest'],
    'half of a letter': [loose((m) => (m.course.title = '\ud800')), 'ARCHIVE_DAMAGED manifest'],
    'a path as an entry': [loose((m) => (m.entries[0].name = '../x')), 'ARCHIVE_DAMAGED manifest'],
    'a link to nothing': [loose((m) => (m.links[0].targetId = m.media[0].id)), 'ARCHIVE_DAMAGED reference'],
    'a version of another media': [
      loose((m) => (m.media[0].currentVersionId = m.media[1].versions[0].id)),
      'ARCHIVE_DAMAGED reference',
    ],
    'a chapter in itself': [loose((m) => (m.chapters[0].lessons[0].id = m.chapters[0].id)), 'ARCHIVE_DAMAGED identity'],
    'one id for two': [loose((m) => (m.chapters[1].id = m.chapters[0].id)), 'ARCHIVE_DAMAGED identity'],
    'wrong counts': [loose((m) => (m.counts.lessons = 99)), 'ARCHIVE_DAMAGED counts'],
    'a history that is not there': [loose((m) => (m.counts.historySteps = 1)), 'ARCHIVE_DAMAGED counts'],
    'another size': [loose((m) => (m.entries[0].bytes = m.media[0].versions[0].bytes = 1)), 'ARCHIVE_DAMAGED counts'],
    'another hash': [loose((m) => (m.media[0].versions[0].sha1 = 'a'.repeat(40))), 'ARCHIVE_DAMAGED reference'],
  };
  test.each(Object.entries(edits))('%s in the manifest', async (_name, [edit, reason]) => {
    expect(await reasonOf(handArchive(edit).zip())).toBe(reason);
  });

  test('bytes that do not have the hash of their name: nothing of them is left behind', async () => {
    const { files, text } = handArchive();
    const swapped = zipByHand([{ ...files[0], content: Buffer.from('CONTENT 0') } as HandEntry, ...files.slice(1), text()]);
    const folder = temporaryFolder();
    expect(await extract(fileOf(swapped), folder)).toMatchObject({
      error: { code: 'ARCHIVE_DAMAGED', data: { reason: 'hash' } },
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('an archive that is another one by the time of the import', async () => {
    const path = fileOf(handArchive().zip());
    const { identity, manifest } = await read(path);
    writeFileSync(path, handArchive().zip());
    const names = manifest.entries.map(({ name }) => name);
    const input = { path, identity: { ...identity, mtimeMs: 1 }, folder: temporaryFolder(), temporaryName: 'p', names };
    expect(await extractMedia(input, unhurried)).toMatchObject({ error: { data: { reason: 'changed' } } });
  });
});
