import { expect, test } from 'vitest';
import { listRows } from './list-rows.ts';
import { rowThatStarts, typeOn, type Typed } from './type-ahead.ts';

const titles = ['Cells', 'Mitosis', 'Meiosis', 'Überblick', 'the Nucleus', 'mRNA'];
const list = listRows({ shown: titles.map((title) => ({ id: `id of ${title}`, title })), has: () => true });
const from = (title: string, text: string) => rowThatStarts(list, `id of ${title}`, text)?.slice('id of '.length);

test('one letter walks from row to row, and round the end', () => {
  expect(from('Mitosis', 'm')).toBe('Meiosis');
  expect(from('Meiosis', 'm')).toBe('mRNA');
  expect(from('mRNA', 'm')).toBe('Mitosis');
  expect(from('Mitosis', 'mm')).toBe('Meiosis');
});

test('a word stays while it fits, and spaces belong to it', () => {
  expect(from('Meiosis', 'me')).toBe('Meiosis');
  expect(from('Meiosis', 'mi')).toBe('Mitosis');
  expect(from('Mitosis', 'the n')).toBe('the Nucleus');
});

test('case and accents do not matter; nothing that starts so is nowhere', () => {
  expect(from('Mitosis', 'U')).toBe('Überblick');
  expect(from('Mitosis', 'z')).toBeUndefined();
  expect(rowThatStarts(list, null, 'c')).toBe('id of Cells');
});

test('letters within half a second are one word', () => {
  const type = (...at: number[]) => at.reduce<Typed | null>((word, atMs) => typeOn(word, 'a', atMs), null)?.text;
  expect(type(0, 400, 900)).toBe('aaa');
  expect(type(0, 501)).toBe('a');
});
