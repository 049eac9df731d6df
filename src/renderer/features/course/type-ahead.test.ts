import { expect, test } from 'vitest';
import type { Outline } from '../../../shared/domain/course.ts';
import { rowsOf, type RowId } from './outline-rows.ts';
import { sampleOutline } from './outline.fixture.ts';
import { rowThatStarts, typeOn, type Typed } from './type-ahead.ts';

const titles = ['Mitosis', 'Meiosis', 'Überblick', 'the Nucleus', 'mRNA'];
const [chapter] = sampleOutline(titles.length).chapters;
const lessons = (chapter?.lessons ?? []).map((lesson, at) => ({ ...lesson, title: titles[at] ?? '' }));
const rows = rowsOf(
  { chapters: chapter ? [{ ...chapter, lessons }] : [] } satisfies Pick<Outline, 'chapters'>,
  new Set(),
);
const idOf = (title: string): RowId | null =>
  rows.find((row) => row.kind === 'lesson' && row.lesson.title === title)?.id ?? null;
const from = (title: string, text: string) => rowThatStarts(rows, idOf(title), text);

test('one letter walks from row to row, and round the end', () => {
  expect(from('Mitosis', 'm')).toBe(idOf('Meiosis'));
  expect(from('Meiosis', 'm')).toBe(idOf('mRNA'));
  expect(from('mRNA', 'm')).toBe(idOf('Mitosis'));
  expect(from('Mitosis', 'mm')).toBe(idOf('Meiosis'));
});

test('a word stays while it fits, and spaces belong to it', () => {
  expect(from('Meiosis', 'me')).toBe(idOf('Meiosis'));
  expect(from('Meiosis', 'mi')).toBe(idOf('Mitosis'));
  expect(from('Mitosis', 'the n')).toBe(idOf('the Nucleus'));
});

test('case and accents do not matter; nothing that starts so is nowhere', () => {
  expect(from('Mitosis', 'U')).toBe(idOf('Überblick'));
  expect(from('Mitosis', 'z')).toBeNull();
  expect(rowThatStarts(rows, null, 'c')).toBe(chapter?.chapterId);
});

test('letters within half a second are one word', () => {
  const type = (...at: number[]) => at.reduce<Typed | null>((word, atMs) => typeOn(word, 'a', atMs), null)?.text;
  expect(type(0, 400, 900)).toBe('aaa');
  expect(type(0, 501)).toBe('a');
});
