import { describe, expect, test } from 'vitest';
import { importPlan, type ImportPlan } from '../../../shared/domain/import-plan.ts';
import { withAssigned } from '../../../shared/domain/assigned-captions.ts';
import { lessonsMatching } from './assign-targets.ts';
import { attentionIds, nextAttention } from './attention.ts';
import { changesIn, checkedChanges, checkOf, checkOfRow, decide, excludedKeys, type Decisions } from './selection.ts';
import { moveFor } from './tree-keys.ts';
import { rowsOf } from './tree-rows.ts';

const file = (name: string) => ({ fileKey: `f:${name}`, originalName: name, bytes: 10 });
const caption = { ...file('a.en.vtt'), language: 'en', flags: [], faults: [] };
const lesson = (key: string, more: object = {}) => ({
  ...file(`${key}.mp4`),
  key,
  title: key,
  kind: 'video',
  probed: true,
  durationMs: 1_000,
  width: null,
  height: null,
  captions: [],
  resources: [],
  warnings: [],
  problem: null,
  ...more,
});
const plan: ImportPlan = importPlan.parse({
  planId: '01932b4e-0000-7000-8000-000000000001',
  title: 'Course',
  originalName: 'course',
  shape: 'tree',
  chapters: [
    {
      key: 'c1',
      title: 'One',
      originalName: '01',
      lessons: [lesson('a', { captions: [caption] }), lesson('b', { problem: { code: 'DAMAGED' } })],
      resources: [file('sheet.pdf')],
    },
    {
      key: 'c2',
      title: 'Two',
      originalName: '02',
      lessons: [lesson('c', { warnings: [{ code: 'NO_AUDIO' }] })],
      resources: [],
    },
  ],
  cover: file('cover.jpg'),
  promo: null,
  description: 'About',
  orphanCaptions: [],
  leftOut: [
    { path: '.DS_Store', reason: 'HIDDEN' },
    { path: 'x.docm', reason: 'UNSUPPORTED' },
  ],
  refresh: null,
  totals: { chapters: 2, lessons: 3, files: 6, bytes: 60, durationMs: 3_000, lessonsToProbe: 0 },
});
const none: Decisions = new Map();
const ids = (toggled: readonly string[] = []) => rowsOf(plan, new Set(toggled)).map((row) => row.id);

describe('rows', () => {
  test('chapters and groups are open, lessons folded, what needs an eye stands before litter', () => {
    expect(ids()).toEqual([
      'c1',
      'a',
      'b',
      'file:f:sheet.pdf',
      'c2',
      'c',
      'course',
      'file:f:cover.jpg',
      'description',
      'leftOut',
      'left:x.docm:UNSUPPORTED',
      'left:.DS_Store:HIDDEN',
    ]);
  });

  test('a folded chapter hides its rows, an unfolded lesson shows its files', () => {
    expect(ids(['c1'])).not.toContain('a');
    expect(ids(['a'])).toContain('caption:f:a.en.vtt');
    expect(ids(['c1', 'a'])).not.toContain('caption:f:a.en.vtt');
  });
});

describe('boxes', () => {
  const [chapter] = rowsOf(plan, new Set());
  const keys = chapter?.keys ?? [];

  test('a damaged file starts unchecked, so its chapter is mixed', () => {
    const excluded = excludedKeys(plan, none);
    expect([...excluded]).toEqual(['b']);
    expect(checkOf(keys, excluded)).toBe('indeterminate');
  });

  test('pressing the chapter checks all of it, the damaged file too, and pressing again none', () => {
    const all = decide(none, keys, true);
    expect(checkOf(keys, excludedKeys(plan, all))).toBe(true);
    const nothing = excludedKeys(plan, decide(all, keys, false));
    expect(checkOf(keys, nothing)).toBe(false);
    expect([...nothing].toSorted()).toEqual(['a', 'b', 'f:sheet.pdf']);
  });
});

describe('keys', () => {
  const rows = rowsOf(plan, new Set());
  const move = (key: string, id: string, forward = 'ArrowRight') =>
    moveFor(
      key,
      rows,
      rows.findIndex((row) => row.id === id),
      forward,
    );
  const at = (id: string) => ({ do: 'go', to: rows.findIndex((row) => row.id === id) });

  test('up, down, home and end stay inside', () => {
    expect(move('ArrowUp', 'c1')).toEqual(at('c1'));
    expect(move('ArrowDown', 'c1')).toEqual(at('a'));
    expect(move('End', 'c1')).toEqual(at('left:.DS_Store:HIDDEN'));
    expect(move('ArrowDown', 'left:.DS_Store:HIDDEN')).toEqual(at('left:.DS_Store:HIDDEN'));
    expect(move('Home', 'c')).toEqual(at('c1'));
  });

  test('forward enters or unfolds, back folds or goes to the parent; mirrored in right-to-left', () => {
    expect(move('ArrowRight', 'c1')).toEqual(at('a'));
    expect(move('ArrowRight', 'a')).toEqual({ do: 'toggle', id: 'a' });
    expect(move('ArrowRight', 'b')).toBeNull();
    expect(move('ArrowLeft', 'c1')).toEqual({ do: 'toggle', id: 'c1' });
    expect(move('ArrowLeft', 'b')).toEqual(at('c1'));
    expect(move('ArrowLeft', 'c1', 'ArrowLeft')).toEqual(at('a'));
  });

  test('space presses a box where there is one; other keys are left alone', () => {
    expect(move(' ', 'a')).toMatchObject({ do: 'check' });
    expect(move(' ', 'leftOut')).toBeNull();
    expect(move('x', 'a')).toBeNull();
  });
});

test('what will be missing is visited before what may be wrong, round and round', () => {
  const wanted = attentionIds(plan);
  expect(wanted).toEqual(['b', 'left:x.docm:UNSUPPORTED', 'c']);
  const visit = (from: string | null) => nextAttention(wanted, from);
  expect([null, 'b', 'left:x.docm:UNSUPPORTED', 'c', 'c1'].map(visit)).toEqual([
    'b',
    'left:x.docm:UNSUPPORTED',
    'c',
    'b',
    'b',
  ]);
  expect(nextAttention([], null)).toBeUndefined();
});

test('a title that another lesson has is nothing to go and look at', () => {
  const same = { ...plan, leftOut: [], chapters: plan.chapters.slice(1) };
  const lessons = [importPlan.parse(same).chapters[0]?.lessons[0]].map((one) => ({
    ...lesson(one?.key ?? ''),
    warnings: [{ code: 'SAME_TITLE', data: { title: 'c' } }],
  }));
  const quiet = importPlan.parse({ ...same, chapters: [{ ...same.chapters[0], lessons }] });
  expect(attentionIds(quiet)).toEqual([]);
});

test('the captions of a lesson that stays behind stay behind with it', () => {
  const caption = rowsOf(plan, new Set(['a'])).find((row) => row.id === 'caption:f:a.en.vtt');
  const box = (decisions: Decisions) => caption && checkOfRow(caption, excludedKeys(plan, decisions));
  expect([box(none), box(decide(none, ['a'], false))]).toEqual([true, false]);
});

describe('of a folder that was dropped again', () => {
  const lessonId = (n: number) => `01932b4e-0000-7000-8000-00000000001${String(n)}`;
  const renamed = {
    key: 'r',
    lessonId: lessonId(1),
    lessonTitle: 'R',
    title: null,
    path: 'r.mp4',
    formerName: 'q.mp4',
  };
  const missing = { key: 'm', lessonId: lessonId(2), lessonTitle: 'M', path: '/m.mp4' };
  const refresh = {
    courseId: lessonId(3),
    comparing: null,
    same: 4,
    moved: 0,
    renamed: [{ ...renamed, bytes: 1 }],
    missing: [{ ...missing, bytes: 1 }],
  };
  const again = importPlan.parse({ ...plan, refresh });

  test('what is missing starts unchecked, and goes only where somebody checks it', () => {
    const changes = (decisions: Decisions) => checkedChanges(again, excludedKeys(again, decisions));
    // Lessons a and c, and the renamed one: b is damaged
    expect(changes(none)).toEqual({ count: 3, deleted: [] });
    expect(changes(decide(none, ['m'], true))).toEqual({ count: 4, deleted: [lessonId(2)] });
    expect(changes(decide(none, ['r', 'a', 'c'], false))).toEqual({ count: 0, deleted: [] });
    expect(changesIn(again)).toEqual({ fresh: 3, newer: 0, renamed: 1, missing: 1, all: 5 });
  });

  test('renamed and missing lessons stand in groups of their own, below the chapters', () => {
    const ids = rowsOf(again, new Set(['c1', 'c2', 'course', 'leftOut'])).map(({ id }) => id);
    expect(ids).toEqual(['c1', 'c2', 'renamed', 'r', 'missing', 'm', 'course', 'leftOut']);
  });
});

describe('captions without a lesson', () => {
  const orphan = { ...file('extra.fr.vtt'), language: 'fr', flags: [], faults: [], path: 'more/extra.fr.vtt' };
  const found: ImportPlan = { ...plan, orphanCaptions: [orphan] };

  test('assigned to a lesson they are imported with it; to one that is gone they stay where they are', () => {
    const given = withAssigned(found, new Map([['f:extra.fr.vtt', 'b']]));
    expect(given.orphanCaptions).toEqual([]);
    const { path: _path, ...kept } = orphan;
    expect(given.chapters[0]?.lessons[1]?.captions).toEqual([kept]);
    expect(given.totals.files).toBe(plan.totals.files + 1);
    expect(importPlan.safeParse(given).success).toBe(true);
    expect(withAssigned(found, new Map([['f:extra.fr.vtt', 'z']]))).toEqual(found);
    expect(withAssigned(found, new Map())).toEqual(found);
  });

  test('lessons are found by words of their titles and of their chapters', () => {
    expect(lessonsMatching(plan, 'two C')).toEqual([{ key: 'c', title: 'c', chapter: 'Two' }]);
    expect(lessonsMatching(plan, '').map(({ key }) => key)).toEqual(['a', 'b', 'c']);
  });
});
