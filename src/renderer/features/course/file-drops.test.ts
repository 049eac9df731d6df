import { describe, expect, test } from 'vitest';
import { fileDropAt, heldBy, type Held } from './file-drops.ts';
import { rowsOf } from './outline-rows.ts';
import { chapterAt, lessonAt, sampleOutline } from './outline.fixture.ts';

const rowPx = 10;
/* Rows: 0 chapter 1, 1–3 its lessons, 4 chapter 2 without lessons, 5 chapter 3, closed. */
const outline = sampleOutline(3, 0, 2);
const rows = rowsOf(outline, new Set([chapterAt(3)]));
const dropped = (y: number, held: Held, shown = rows) => {
  const { to, over, lineAt } = fileDropAt(y, held, { rows: shown, rowPx });
  return { to, over, lineAt };
};
const line = (lineAt: number, chapter: number, lesson: number | null) => {
  const place = { chapterId: chapterAt(chapter), afterId: lesson && lessonAt(lesson) };
  return { to: { kind: 'lessons', place }, over: null, lineAt };
};
const into = (chapter: number, lineAt: number | null = null) => {
  const chapterId = chapterAt(chapter);
  return { to: { kind: 'into', chapterId }, over: chapterId, lineAt };
};
const chapters = (lineAt: number, after: number | null) => {
  return { to: { kind: 'chapters', afterId: after && chapterAt(after) }, over: null, lineAt };
};
const end = { to: { kind: 'end' }, over: null, lineAt: null };

describe('recordings', () => {
  test('between two rows they go there, as dragged rows do; on a chapter, to its end', () => {
    expect(dropped(12, 'recordings')).toEqual(line(10, 1, null));
    expect(dropped(18, 'recordings')).toEqual(line(20, 1, 1));
    expect(dropped(19, 'recording')).toEqual(line(20, 1, 1));
    expect(dropped(5, 'recordings')).toEqual(into(1));
    expect(dropped(9, 'recordings')).toEqual(line(10, 1, null));
    expect(dropped(41, 'recordings')).toEqual(line(40, 1, 3));
    expect(dropped(59, 'recordings')).toEqual(into(3));
  });

  test('a little below the last row is its chapter, far below the end of the course', () => {
    const open = rowsOf(outline, new Set());
    expect(dropped(82, 'recordings', open)).toEqual(line(80, 3, 5));
    expect(dropped(87, 'recordings', open)).toEqual(end);
    expect(dropped(95, 'recordings', open)).toEqual(end);
    expect(dropped(3, 'recordings', [])).toEqual(end);
  });

  test('one on the middle of a lesson that plays replaces what it shows; several, or a folder, never do', () => {
    const replace = {
      to: { kind: 'replace', lessonId: lessonAt(2), chapterId: chapterAt(1) },
      over: lessonAt(2),
      lineAt: null,
    };
    expect(dropped(25, 'recording')).toEqual(replace);
    expect(dropped(25, 'recordings')).toEqual(line(30, 1, 2));
    expect(dropped(24, 'anything')).toEqual(line(20, 1, 1));
  });

  test('a lesson that is read has nothing to replace', () => {
    const read = rows.map((row) =>
      row.kind === 'lesson' ? { ...row, lesson: { ...row.lesson, kind: 'text' as const } } : row,
    );
    expect(dropped(25, 'recording', read)).toEqual(line(30, 1, 2));
  });
});

test('folders: before a chapter in its upper half, into it below; after all of them below the last row', () => {
  expect(dropped(2, 'anything')).toEqual(chapters(0, null));
  expect(dropped(42, 'anything')).toEqual(chapters(40, 1));
  expect(dropped(52, 'anything')).toEqual(chapters(50, 2));
  expect(dropped(48, 'anything')).toEqual(into(2));
  expect(dropped(75, 'anything')).toEqual(end);
});

test('what is held is known by the kinds of its files; a folder has none', () => {
  const held = (...types: string[]) => heldBy(types.map((type) => ({ kind: 'file', type })));
  expect(held('video/mp4')).toBe('recording');
  expect(held('video/mp4', 'audio/mpeg')).toBe('recordings');
  expect(held('video/mp4', '')).toBe('anything');
  expect(held('application/pdf')).toBe('anything');
  expect(held()).toBe('anything');
  expect(held('text/vtt', 'application/x-subrip')).toBe('captions');
  expect(held('text/vtt', 'video/mp4')).toBe('anything');
});

test('captions go to the lesson that they are put on, wherever on its row; not to one that is read', () => {
  const captions = { to: { kind: 'captions', lessonId: lessonAt(2) }, over: lessonAt(2), lineAt: null };
  expect([21, 25, 29].map((y) => dropped(y, 'captions'))).toEqual([captions, captions, captions]);
  const read = rows.map((row) =>
    row.kind === 'lesson' ? { ...row, lesson: { ...row.lesson, kind: 'text' as const } } : row,
  );
  expect(dropped(25, 'captions', read)).toEqual(line(30, 1, 2));
  const item = (name: string) => ({ kind: 'file', type: '', getAsFile: () => new File([], name) });
  expect(heldBy(['a.SRT', 'b.vtt'].map(item))).toBe('captions');
  expect(heldBy(['a.srt', 'b.mp4'].map(item))).toBe('anything');
});

test('an .mkv that the system has no type for is known by its name when it is put down; a folder of that name is none', () => {
  const put = (name: string, isDirectory = false) => ({
    kind: 'file',
    type: '',
    getAsFile: () => new File([], name),
    webkitGetAsEntry: () => ({ isDirectory }) as FileSystemEntry,
  });
  expect(heldBy([put('01 - Walls.MKV')])).toBe('recording');
  expect(heldBy([put('01 - Walls.mkv'), { kind: 'file', type: 'video/mp4' }])).toBe('recordings');
  expect(heldBy([put('Walls.mkv', true)])).toBe('anything');
  expect([heldBy([put('Walls')]), heldBy([put('mkv')])]).toEqual(['anything', 'anything']);
  // While it is dragged the page is told no name.
  expect(heldBy([{ ...put('01 - Walls.mkv'), getAsFile: () => null }])).toBe('anything');
});
