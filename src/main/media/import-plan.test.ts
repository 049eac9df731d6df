import { describe, expect, test } from 'vitest';
import type { PlanId } from '../../shared/domain/ids.ts';
import { filesOfPlan, importPlan, placementOf, withoutExcluded } from '../../shared/domain/import-plan.ts';
import type { ImportPlan } from '../../shared/domain/import-plan.ts';
import { kindOf } from './file-kinds.ts';
import { buildImportPlan, type PlanInput } from './import-plan.ts';
import type { FileDetail, ProbeResult } from './probe-result.ts';
import type { DropRoot, ScannedFile, ScanResult } from './scan-result.ts';

const planId = '01890a5d-ac96-774b-bcce-b302099a8057' as PlanId;

/** A scan of files that need not exist: `A/b.mp4` is b.mp4 in folder A. Keys are the paths. */
function scanOf(paths: string[], root: Partial<DropRoot> = {}): ScanResult {
  const files = paths.map((path): ScannedFile => {
    const folders = path.split('/');
    const name = folders.pop() ?? '';
    const text = /^description\.(md|txt)$/i.test(path) ? `text of ${path}` : null;
    const place = { key: path, path: `/drop/${path}`, name, folders, folderKey: folders.join('/') };
    return { ...place, bytes: 10, mtimeMs: 0, inode: '1', kind: kindOf(name) ?? 'document', text };
  });
  return { root: { key: 'root', name: 'Cell Biology', kind: 'folder', ...root }, files, leftOut: [] };
}

function planOf(paths: string[], options: Partial<PlanInput> = {}): ImportPlan {
  const switches = { cleanNames: true, foldersAsChapters: true };
  const plan = buildImportPlan({ planId, scan: scanOf(paths), switches, details: new Map(), locale: 'en', ...options });
  return importPlan.parse(plan);
}
const outline = (plan: ImportPlan) =>
  Object.fromEntries(plan.chapters.map((chapter) => [chapter.title, chapter.lessons.map((lesson) => lesson.title)]));
const names = (files: { originalName: string }[]): string[] => files.map((file) => file.originalName);

const probe: ProbeResult = {
  container: 'mp4',
  durationMs: 4_000,
  width: 640,
  height: 360,
  rotation: 0,
  hasVideo: true,
  hasAudio: true,
  videoCodec: 'avc',
  audioCodec: 'aac',
  indexAtEnd: false,
  problem: null,
};
const media = (change: Partial<ProbeResult> = {}): FileDetail => ({ kind: 'media', probe: { ...probe, ...change } });

describe('the table "Folder drop"', () => {
  test('a folder with subfolders: each a chapter, in natural order, titles cleaned', () => {
    const plan = planOf(['10 - End/1.10 - Last.mp4', '10 - End/1.2 - First.mp4', '2 - Start/01 - Hello.mp4']);
    expect(plan).toMatchObject({ title: 'Cell Biology', shape: 'tree' });
    expect(outline(plan)).toEqual({ Start: ['Hello'], End: ['First', 'Last'] });
    expect(Object.keys(outline(plan))).toEqual(['Start', 'End']);
    expect(plan.chapters[1]).toMatchObject({
      originalName: '10 - End',
      lessons: [{ originalName: '1.2 - First.mp4' }, {}],
    });
  });

  test('loose files come first, in a chapter named after the folder', () => {
    const plan = planOf(['A/a.mp4', 'welcome.mp4']);
    expect(Object.entries(outline(plan))).toEqual([
      ['Cell Biology', ['welcome']],
      ['A', ['a']],
    ]);
  });

  test('a folder with files only is one chapter', () => {
    expect(planOf(['b.mp4', 'a.mp4'])).toMatchObject({ shape: 'folder', chapters: [{ title: 'Cell Biology' }] });
  });

  test('deeper than two levels becomes "A – B", after A', () => {
    const plan = planOf(['01 A/02 Deep/03 Deeper/x.mp4', '01 A/02 Deep/y.mp4', '01 A/01 Up/w.mp4', '01 A/z.mp4']);
    expect(Object.keys(outline(plan))).toEqual(['01 A', '01 A – Up', '01 A – Deep', '01 A – Deep – 03 Deeper']);
    expect(plan.chapters[3]?.originalName).toBe('01 A/02 Deep/03 Deeper');
  });

  test('cover, promo and description of the root have their parts; second ones are left out', () => {
    const plan = planOf(['Cover.PNG', 'cover.jpg', 'promo.mp4', 'description.txt', 'description.md', 'A/a.mp4']);
    expect(plan.cover?.originalName).toBe('cover.jpg');
    expect(plan.promo).toMatchObject({ originalName: 'promo.mp4', probed: false, durationMs: null });
    expect(plan.description).toBe('text of description.md');
    expect(plan.leftOut).toEqual([
      { path: 'Cover.PNG', reason: 'SECOND_OF_ITS_KIND', data: { role: 'cover' } },
      { path: 'description.txt', reason: 'SECOND_OF_ITS_KIND', data: { role: 'description' } },
    ]);
    expect(outline(plan)).toEqual({ A: ['a'] });
  });

  test('below the root, and among dropped files, those names are ordinary', () => {
    const plan = planOf(['A/cover.jpg', 'A/promo.mp4']);
    expect(plan).toMatchObject({ cover: null, promo: null, chapters: [{ lessons: [{ title: 'promo' }] }] });
    const scan = scanOf(['cover.jpg', 'promo.mp4'], { kind: 'files' });
    expect(planOf([], { scan })).toMatchObject({ shape: 'files', cover: null, promo: null });
  });

  test('resources: a lesson’s by its base name, else the chapter’s', () => {
    const plan = planOf(['A/01_Intro.mp4', 'A/01 intro.pdf', 'A/slides.zip', 'A/notes.md', 'A/figure.png']);
    expect(names(plan.chapters[0]?.lessons[0]?.resources ?? [])).toEqual(['01 intro.pdf']);
    expect(names(plan.chapters[0]?.resources ?? [])).toEqual(['figure.png', 'notes.md', 'slides.zip']);
  });

  test('loose resources without loose lessons go to the first chapter', () => {
    const plan = planOf(['syllabus.pdf', 'B/b.mp4', 'A/a.mp4', 'A/a.zip']);
    expect(names(plan.chapters[0]?.resources ?? [])).toEqual(['syllabus.pdf']);
    expect(Object.keys(outline(plan))).toEqual(['A', 'B']);
  });

  test('captions are paired inside their folder; one per language; the others are orphans', () => {
    const paths = ['A/01 - Intro.mp4', 'A/01 - Intro.srt', 'A/01 - Intro.vtt', 'A/01 - Intro.pt-BR.sdh.srt'];
    const plan = planOf([...paths, 'B/01 - Intro.fr.srt', 'B/b.mp4']);
    expect(plan.chapters[0]?.lessons[0]?.captions).toEqual([
      {
        fileKey: 'A/01 - Intro.vtt',
        originalName: '01 - Intro.vtt',
        bytes: 10,
        language: 'und',
        flags: [],
        faults: [],
      },
      {
        fileKey: 'A/01 - Intro.pt-BR.sdh.srt',
        originalName: '01 - Intro.pt-BR.sdh.srt',
        bytes: 10,
        language: 'pt-BR',
        flags: ['sdh'],
        faults: [],
      },
    ]);
    expect(plan.orphanCaptions).toMatchObject([{ path: 'B/01 - Intro.fr.srt', language: 'fr' }]);
    expect(plan.leftOut).toEqual([
      { path: 'A/01 - Intro.srt', reason: 'SECOND_OF_ITS_KIND', data: { role: 'caption', language: 'und' } },
    ]);
  });

  test('folders of one name from different places stay apart', () => {
    const scan = scanOf(['X/a.mp4', 'X/b.mp4'], { kind: 'several' });
    const files = scan.files.map((file, i) => ({ ...file, folderKey: `folder ${i}` }));
    const plan = planOf([], { scan: { ...scan, files } });
    expect(plan.chapters.map((chapter) => [chapter.key, chapter.title])).toEqual([
      ['c:folder 0', 'X'],
      ['c:folder 1', 'X'],
    ]);
  });
});

describe('switches', () => {
  const paths = ['02 - B/1. b.mp4', '01 - A/1. a.mp4', '01 - A/a.pdf', '00 - welcome.mp4'];

  test('names as they are', () => {
    const plan = planOf(paths, { switches: { cleanNames: false, foldersAsChapters: true } });
    expect(outline(plan)).toEqual({ 'Cell Biology': ['00 - welcome'], '01 - A': ['1. a'], '02 - B': ['1. b'] });
  });

  test('folders flat: one chapter, the same lessons in the same order under the same keys', () => {
    const flat = planOf(paths, { switches: { cleanNames: true, foldersAsChapters: false } });
    expect(outline(flat)).toEqual({ 'Cell Biology': ['welcome', 'a', 'b'] });
    expect(names(flat.chapters[0]?.resources ?? [])).toEqual(['a.pdf']);
    const keys = (plan: ImportPlan) => plan.chapters.flatMap((chapter) => chapter.lessons.map((lesson) => lesson.key));
    expect(keys(flat)).toEqual(keys(planOf(paths)));
  });
});

describe('details that come later', () => {
  const paths = ['A/a.mp4', 'A/a.en.srt', 'A/b.mp3', 'promo.mp4'];
  const at = (path: string, detail: FileDetail) => planOf(paths, { details: new Map([[path, detail]]) });

  test('nothing is claimed before a file was looked into', () => {
    const [lesson] = planOf(paths).chapters[0]?.lessons ?? [];
    expect(lesson).toMatchObject({ probed: false, durationMs: null, warnings: [], problem: null });
    expect(planOf(paths).totals).toMatchObject({ lessons: 2, lessonsToProbe: 2, durationMs: 0, files: 4, bytes: 40 });
  });

  test('durations, sizes and problems fill in; keys stay', () => {
    const plan = at('A/a.mp4', media());
    expect(plan.chapters[0]?.lessons[0]).toMatchObject({ probed: true, durationMs: 4_000, width: 640, height: 360 });
    expect(plan.totals).toMatchObject({ durationMs: 4_000, lessonsToProbe: 1 });
    expect(plan.chapters[0]?.key).toBe(planOf(paths).chapters[0]?.key);
    const broken = at('A/a.mp4', media({ problem: { code: 'NO_INDEX' }, hasVideo: false, hasAudio: false }));
    expect(broken.chapters[0]?.lessons[0]).toMatchObject({ problem: { code: 'NO_INDEX' }, warnings: [] });
    expect(at('promo.mp4', media()).promo).toMatchObject({ probed: true, durationMs: 4_000, problem: null });
  });

  test('caption faults fill in', () => {
    const plan = at('A/a.en.srt', { kind: 'caption', cues: 1, faults: [{ code: 'EMPTY_CUE', line: 3 }] });
    expect(plan.chapters[0]?.lessons[0]?.captions[0]?.faults).toEqual([{ code: 'EMPTY_CUE', line: 3 }]);
  });

  test.each<[string, Partial<ProbeResult>, string[]]>([
    ['A/a.mp4', {}, []],
    ['A/a.mp4', { indexAtEnd: true }, ['INDEX_AT_END']],
    ['A/a.mp4', { hasAudio: false, audioCodec: null }, ['NO_AUDIO']],
    ['A/a.mp4', { hasVideo: false, videoCodec: null }, ['NO_PICTURE']],
    ['A/a.mp4', { videoCodec: 'hevc' }, ['MAY_NOT_PLAY']],
    ['A/a.mp4', { audioCodec: null }, ['MAY_NOT_PLAY']],
    ['A/a.mp4', { container: 'mpegts' }, ['MAY_NOT_PLAY']],
    ['A/a.mp4', { durationMs: null }, ['DURATION_UNKNOWN']],
    ['A/b.mp3', { container: 'mp3', hasVideo: false, videoCodec: null, audioCodec: 'mp3' }, []],
  ])('%s with %j warns %j', (path, change, codes) => {
    const lessons = at(path, media(change)).chapters[0]?.lessons ?? [];
    const lesson = lessons.find((one) => one.fileKey === path);
    expect(lesson?.warnings.map((warning) => warning.code)).toEqual(codes);
    expect(lesson?.kind).toBe(path.endsWith('.mp3') ? 'audio' : 'video');
  });

  test('lessons of one chapter with one title are pointed out', () => {
    const plan = planOf(['A/01 - Intro.mp4', 'A/01 - Intro.webm', 'A/02 - End.mp4', 'B/01 - Intro.mp4']);
    const warned = plan.chapters.flatMap((c) => c.lessons).filter((lesson) => lesson.warnings.length > 0);
    expect(names(warned)).toEqual(['01 - Intro.mp4', '01 - Intro.webm']);
    expect(warned[0]?.warnings).toEqual([{ code: 'SAME_TITLE', data: { title: 'Intro' } }]);
  });
});

describe('what is not checked', () => {
  const plan = planOf(['cover.jpg', 'A/a.mp4', 'A/a.srt', 'A/a.pdf', 'A/b.mp4', 'B/c.mp4', 'C/d.zip']);
  const without = (...keys: string[]) => withoutExcluded(plan, new Set(keys));

  test('chapters, lessons and single files can go; empty chapters go with them', () => {
    expect(filesOfPlan(plan).map((file) => file.fileKey)).toHaveLength(7);
    expect(names(filesOfPlan(without('c:B', 'l:A/b.mp4', 'A/a.srt', 'cover.jpg')))).toEqual([
      'a.mp4',
      'a.pdf',
      'd.zip',
    ]);
    expect(without('l:B/c.mp4', 'C/d.zip').chapters.map((chapter) => chapter.title)).toEqual(['A']);
    expect(without('l:A/a.mp4').totals).toMatchObject({ lessons: 2, files: 4, chapters: 3, bytes: 40 });
    expect(without()).toEqual(plan);
  });
});

test.each([
  ['tree', 'new-course', 'course'],
  ['files', 'new-course', 'course'],
  ['tree', 'course', 'chapters'],
  ['folder', 'course', 'chapters'],
  ['tree', 'chapter', 'chapters'],
  ['folder', 'chapter', 'lessons'],
  ['files', 'chapter', 'lessons'],
] as const)('%s on %s lands as %s', (shape, target, placement) => {
  expect(placementOf(shape, target)).toBe(placement);
});
