import { readdirSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { extractMedia } from '../../src/main/archive/extract.ts';
import { FORMAT_VERSION, limits, type Manifest } from '../../src/main/archive/manifest.ts';
import { readArchive } from '../../src/main/archive/read-archive.ts';
import {
  extractWhole,
  fileOf,
  handArchive,
  type HandEntry,
  hashOf,
  localBytesOf,
  unhurried,
  zipByHand,
} from '../helpers/archive.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

/* Hostile archives are refused, each with its reason, and nothing of them is written. */

const reasonOf = async (content: Uint8Array): Promise<string> => {
  const answer = await readArchive(fileOf(content));
  return answer.success ? 'taken' : `${answer.error.code} ${String(answer.error.data?.['reason'] ?? '')}`.trim();
};

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

const video = handArchive().files[0]?.name as string;
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

/** A list in a list, so many times. */
const nested = (depth: number): unknown => {
  let value: unknown[] = [];
  for (let left = depth; left > 1; left -= 1) value = [value];
  return value;
};
/** The place in the manifest, what is put there (or what makes it), and the answer. */
const edits: Readonly<Record<string, readonly [string, unknown, string]>> = {
  'a newer format': ['version', FORMAT_VERSION + 1, 'ARCHIVE_NEWER'],
  'an older format than what is in it': ['version', 1, 'ARCHIVE_DAMAGED manifest'],
  'a content too deep for a server': ['chapters.0.lessons.0.content.x', nested(9), 'ARCHIVE_DAMAGED manifest'],
  'a content too long': ['chapters.0.lessons.0.content.x', 'x'.repeat(200_000), 'ARCHIVE_DAMAGED manifest'],
  'a content that is a list': ['chapters.0.lessons.0.content', [], 'ARCHIVE_DAMAGED manifest'],
  'a status that there is not': ['chapters.0.lessons.0.status', 'published', 'ARCHIVE_DAMAGED manifest'],
  'a flag that is a sentence': ['links.0.flags', ['for the hard of hearing'], 'ARCHIVE_DAMAGED manifest'],
  'another format': ['format', 'x', 'NOT_AN_ARCHIVE'],
  'a wrong type': ['course.title', 5, 'ARCHIVE_DAMAGED manifest'],
  'a field that nobody knows': ['course.shell', 'x', 'ARCHIVE_DAMAGED manifest'],
  'NUL in a text': ['course.title', 'a\u0000', 'ARCHIVE_DAMAGED manifest'],
  'half of a letter': ['course.title', '\ud800', 'ARCHIVE_DAMAGED manifest'],
  'a path as an entry': ['entries.0.name', '../x', 'ARCHIVE_DAMAGED manifest'],
  'a path as an entry of a version': ['media.0.versions.0.entry', '/etc/passwd', 'ARCHIVE_DAMAGED manifest'],
  'a link to a file in the place of a lesson': [
    'links.0.targetId',
    ({ media }: Manifest) => media[0]?.id,
    'ARCHIVE_DAMAGED reference',
  ],
  'a link of nothing': ['links.0.mediaId', '01932b4e-0000-7000-8000-000000000001', 'ARCHIVE_DAMAGED reference'],
  'a version of another file': [
    'media.0.currentVersionId',
    ({ media }: Manifest) => media[1]?.currentVersionId,
    'ARCHIVE_DAMAGED reference',
  ],
  'a lesson that is its own chapter': [
    'chapters.0.lessons.0.id',
    ({ chapters }: Manifest) => chapters[0]?.id,
    'ARCHIVE_DAMAGED identity',
  ],
  'one id for two chapters': ['chapters.1.id', ({ chapters }: Manifest) => chapters[0]?.id, 'ARCHIVE_DAMAGED identity'],
  'wrong counts': ['counts.lessons', 99, 'ARCHIVE_DAMAGED counts'],
  'a history that is not there': ['counts.historySteps', 1, 'ARCHIVE_DAMAGED counts'],
  'another size': ['entries.0.bytes', 1, 'ARCHIVE_DAMAGED reference'],
  'another hash of a version': ['media.0.versions.0.sha1', 'a'.repeat(40), 'ARCHIVE_DAMAGED reference'],
  'another hash of an entry': ['entries.0.sha1', 'a'.repeat(40), 'ARCHIVE_DAMAGED hash'],
};
test.each(Object.entries(edits))('%s in the manifest', async (_name, [place, wanted, reason]) => {
  const edit = (manifest: Manifest): void => {
    const way = place.split('.');
    const holder = way.slice(0, -1).reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], manifest);
    const value = typeof wanted === 'function' ? (wanted as (from: Manifest) => unknown)(manifest) : wanted;
    (holder as Record<string, unknown>)[way.at(-1) ?? ''] = value;
  };
  expect(await reasonOf(handArchive(edit).zip())).toBe(reason);
});

test('a content that is too deep for anybody’s stack', async () => {
  const { files, text } = handArchive();
  const deep = `"marks":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`;
  const content = Buffer.from(
    text()
      .content.toString()
      .replace(/"marks":\[[^\]]*\]/, deep),
  );
  expect(await reasonOf(zipByHand([...files, { name: 'manifest.json', content }]))).toBe('ARCHIVE_DAMAGED manifest');
});

/** A history of this text, named in the manifest as it should be. */
function withHistory(text: string, steps = 1): Buffer {
  const content = Buffer.from(text);
  const entry = { name: 'history.json', bytes: content.length, sha1: '', sha256: '' };
  const { zip } = handArchive(({ entries, counts }) => {
    entries.push({ ...entry, sha1: hashOf('sha1', content), sha256: hashOf('sha256', content) });
    Object.assign(counts, { entries: entries.length, bytes: counts.bytes + content.length, historySteps: steps });
  });
  return zip([{ name: 'history.json', content }]);
}
test('a history that is none; steps that nobody here knows are only steps without words', async () => {
  const steps = (label: unknown) => JSON.stringify({ steps: [{ label, atMs: 1, isUndone: false }] });
  const label = { code: 'course.create', count: 1, name: 'Cells' };
  for (const text of ['{', '[]', '{"steps":[1]}', steps(label).replace('false', '0')])
    expect(await reasonOf(withHistory(text))).toBe('ARCHIVE_DAMAGED history');
  expect(await reasonOf(withHistory(steps(label), 2))).toBe('ARCHIVE_DAMAGED history');
  expect(await reasonOf(withHistory('['.repeat(1_000_000)))).toBe('ARCHIVE_DAMAGED history');
  for (const [given, shown] of [
    [label, label],
    [{ ...label, code: 'course.teleport' }, null],
    [{ ...label, extra: 1 }, null],
  ])
    expect(await readArchive(fileOf(withHistory(steps(given))))).toMatchObject({
      data: { history: [{ label: shown }] },
    });
});

test('bytes that do not have the hash of their name: nothing of them is left behind', async () => {
  const { files, text } = handArchive();
  const swapped = zipByHand([
    { ...files[0], content: Buffer.from('CONTENT 0') } as HandEntry,
    ...files.slice(1),
    text(),
  ]);
  const folder = temporaryFolder();
  expect(await extractWhole(fileOf(swapped), folder)).toMatchObject({
    error: { code: 'ARCHIVE_DAMAGED', data: { reason: 'hash' } },
  });
  expect(readdirSync(folder)).toEqual([]);
});

test('an archive that is another one by the time of the import', async () => {
  const path = fileOf(handArchive().zip());
  const read = await readArchive(path);
  if (!read.success) throw new Error(read.error.code);
  const { identity, manifest } = read.data;
  writeFileSync(path, handArchive().zip());
  const names = manifest.entries.map(({ name }) => name);
  const input = { path, identity: { ...identity, mtimeMs: 1 }, folder: temporaryFolder(), temporaryName: 'p', names };
  expect(await extractMedia(input, unhurried)).toMatchObject({ error: { data: { reason: 'changed' } } });
});
