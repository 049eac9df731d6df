import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PlanId } from '../../src/shared/domain/ids.ts';
import { filesOfPlan, importPlan, totalsOf, withoutExcluded } from '../../src/shared/domain/import-plan.ts';
import type { ImportPlan } from '../../src/shared/domain/import-plan.ts';
import { kindOf } from '../../src/main/media/file-kinds.ts';
import { buildImportPlan } from '../../src/main/media/import-plan.ts';
import type { ScannedFile, ScanResult } from '../../src/main/media/scan-result.ts';

const planId = '01890a5d-ac96-774b-bcce-b302099a8057' as PlanId;
const folder = fc.constantFrom('01 - A', '2_B', 'A', 'a', 'Unit 3', 'الدرس', 'E\u0301', '\u00C9', '100', ' ');
const stem = fc.constantFrom('01 - Intro', '01_intro', 'Intro', '02 setup', 'cover', 'promo', 'description', '7', '–');
const tail = fc.constantFrom(
  '.mp4',
  '.MKV',
  '.mp3',
  '.srt',
  '.en.vtt',
  '.EN.sdh.srt',
  '.pdf',
  '.jpg',
  '.md',
  '.txt',
  '',
);
const path = fc.tuple(fc.array(folder, { maxLength: 3 }), stem, tail).map(([f, s, t]) => [...f, `${s}${t}`]);
const paths = fc.uniqueArray(path, { maxLength: 40, selector: (parts) => parts.join('/') });
const rootKind = fc.constantFrom('folder' as const, 'several' as const, 'files' as const);
const switches = fc.record({ cleanNames: fc.boolean(), foldersAsChapters: fc.boolean() });
const input = fc.record({ paths, rootKind, rootName: folder, switches });

function scanOf(list: string[][], kind: ScanResult['root']['kind'], name: string): ScanResult {
  const files = list.map((parts): ScannedFile => {
    const folders = parts.slice(0, -1);
    const [own, full] = [parts.at(-1) ?? '', parts.join('/')];
    const text = folders.length === 0 && /^description\.(md|txt)$/.test(own) ? 'text' : null;
    const place = { key: full, path: `/${full}`, name: own, folders, folderKey: folders.join('/') };
    return { ...place, bytes: full.length, mtimeMs: 0, inode: '1', kind: kindOf(own) ?? 'document', text };
  });
  return { root: { key: 'root', name, kind }, files, leftOut: [] };
}
const plan = (scan: ScanResult, chosen: ImportPlan['totals'] | object): ImportPlan =>
  buildImportPlan({
    planId,
    scan,
    details: new Map(),
    locale: 'en',
    switches: { cleanNames: true, foldersAsChapters: true, ...chosen },
  });

describe('an import plan', () => {
  test('accounts for every file of the scan exactly once, and fits its schema', () => {
    fc.assert(
      fc.property(input, (one) => {
        const scan = scanOf(one.paths, one.rootKind, one.rootName);
        const made = importPlan.parse(plan(scan, one.switches));
        const described = made.description === null ? 0 : 1;
        const used = [...filesOfPlan(made), ...made.orphanCaptions].map((file) => file.fileKey);
        const left = made.leftOut.map((entry) => entry.path);
        expect(new Set([...used, ...left]).size).toBe(used.length + left.length);
        expect(used.length + left.length + described).toBe(scan.files.length);
        expect(made.totals).toEqual(totalsOf(made));
      }),
      { numRuns: 1_500 },
    );
  });

  test('is the same whatever order the files come in', () => {
    fc.assert(
      fc.property(input, fc.infiniteStream(fc.nat()), (one, random) => {
        const shuffled = one.paths.map((parts) => ({ parts, at: random.next().value as number }));
        const mixed = shuffled.toSorted((a, b) => a.at - b.at).map(({ parts }) => parts);
        const [straight, other] = [one.paths, mixed].map((list) => scanOf(list, one.rootKind, one.rootName));
        expect(other && plan(other, one.switches)).toEqual(straight && plan(straight, one.switches));
      }),
      { numRuns: 1_000 },
    );
  });

  test('has unique keys, and no switch changes the key of a lesson', () => {
    fc.assert(
      fc.property(input, (one) => {
        const scan = scanOf(one.paths, one.rootKind, one.rootName);
        const lessonKeys = (made: ImportPlan) => made.chapters.flatMap((c) => c.lessons.map((lesson) => lesson.key));
        const [made, plain] = [plan(scan, one.switches), plan(scan, {})];
        const keys = [...lessonKeys(made), ...made.chapters.map((chapter) => chapter.key)];
        expect(new Set(keys).size).toBe(keys.length);
        expect(lessonKeys(made).toSorted()).toEqual(lessonKeys(plain).toSorted());
      }),
      { numRuns: 1_000 },
    );
  });

  test('leaves out exactly what is not checked', () => {
    fc.assert(
      fc.property(input, fc.nat(), (one, pick) => {
        const made = plan(scanOf(one.paths, one.rootKind, one.rootName), one.switches);
        const lessons = made.chapters.flatMap((chapter) => chapter.lessons);
        const gone = lessons[pick % Math.max(1, lessons.length)];
        fc.pre(gone !== undefined);
        const rest = withoutExcluded(made, new Set([gone.key]));
        const lost = filesOfPlan(made).length - filesOfPlan(rest).length;
        expect(lost).toBe(1 + gone.captions.length + gone.resources.length);
        expect(rest.totals.lessons).toBe(made.totals.lessons - 1);
      }),
      { numRuns: 1_000 },
    );
  });
});
