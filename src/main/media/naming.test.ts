import { describe, expect, test } from 'vitest';
import { baseNameOf } from './file-kinds.ts';
import { cleanTitles, createNaturalOrder, plainTitle } from './naming.ts';

const titlesOf = (...names: string[]): string[] => cleanTitles(names.map(baseNameOf));
const order = createNaturalOrder('en');

describe('cleanTitles: the vectors of authoring.md', () => {
  test.each<[string[], string[]]>([
    [['01 - Intro.mp4'], ['Intro']],
    [
      ['1_intro_to_cells', '2_the_nucleus'],
      ['intro to cells', 'the nucleus'],
    ],
    [
      ['[01] Welcome', '[02] Tools'],
      ['Welcome', 'Tools'],
    ],
    [
      ['Lesson 1.2 - Vectors', 'Lesson 1.10 - Review'],
      ['Vectors', 'Review'],
    ],
    [
      ['01 Intro', '02 Setup', '03 Go'],
      ['Intro', 'Setup', 'Go'],
    ],
    [
      ['01. What is C++', '02. 100 Days Plan'],
      ['What is C++', '100 Days Plan'],
    ],
    [['1. الدرس الأول.mp4'], ['الدرس الأول']],
  ])('%j becomes %j', (names, titles) => {
    expect(titlesOf(...names)).toEqual(titles);
  });

  test.each<[string[]]>([
    [['3D Modeling', '2D Drawing']],
    [['10 Tips for Writers', 'Grammar', 'Punctuation', 'Style']],
    [['5 Ways to Start', '7 Habits', '9 Rules']],
    [['2024-05-01 Webinar']],
  ])('%j stays', (names) => {
    expect(titlesOf(...names)).toEqual(names);
  });

  test.each([
    ['01.mp4', '01'],
    ['Chapter 3.mp4', 'Chapter 3'],
  ])('%s keeps its name: %s', (name, title) => {
    expect(titlesOf(name)).toEqual([title]);
  });
});

describe('cleanTitles: beyond the vectors', () => {
  test.each<[string[], string[]]>([
    [['01) Intro'], ['Intro']],
    [['(1) Intro'], ['Intro']],
    [['01: Intro'], ['Intro']],
    [['01 — Intro'], ['Intro']],
    [['01. - Intro'], ['Intro']],
    [['١. الدرس الأول'], ['الدرس الأول']],
    [['１．はじめに'], ['はじめに']],
    [['Kapitel 2 – Zellen'], ['Zellen']],
    [['Урок 3. Клетка'], ['Клетка']],
    [['01-2D Drawing'], ['2D Drawing']],
    [
      ['1.1 Cells', '1.2 Tissue', '2.1 Organs'],
      ['Cells', 'Tissue', 'Organs'],
    ],
    [
      ['01_01_Start', '01_02_End'],
      ['Start', 'End'],
    ],
    [
      ['01 - Intro', '02 - Setup', 'Outro'],
      ['Intro', 'Setup', 'Outro'],
    ],
    [
      ['01 - Intro', '02 Setup', '03 Go'],
      ['Intro', 'Setup', 'Go'],
    ],
    [
      ['Lesson 1 Cells', 'Lesson 2 Tissue'],
      ['Cells', 'Tissue'],
    ],
    [
      ['01 - 100%', '02 - Half'],
      ['01 - 100%', 'Half'],
    ],
    [['  two   spaces_and  one '], ['two spaces and one']],
  ])('%j becomes %j', (names, titles) => {
    expect(cleanTitles(names)).toEqual(titles);
  });

  test.each([
    ['16:9 video'],
    ['1.5x speed'],
    ['2-3D transforms'],
    ['10 Tips for Writers'],
    ['01-05-2024 Webinar'],
    ['24-05-01 Webinar'],
    ['2nd Law'],
    ['1984 - A novel'],
    ['007'],
    ['🎉'],
    ['Partition 3'],
  ])('%s stays', (name) => {
    expect(cleanTitles([name])).toEqual([name]);
  });

  test('composes marks, so that one name has one title on every system', () => {
    expect(cleanTitles(['01 - E\u0301tudes'])).toEqual(['\u00C9tudes']);
  });

  test('a name with nothing printable still has a title', () => {
    expect(plainTitle(' \u0001\n ')).toBe('–');
    expect(plainTitle('x'.repeat(600))).toHaveLength(500);
  });
});

describe('cleanTitles: what tells two siblings apart stays', () => {
  test.each<[string[], string[]]>([
    [
      ['01 - Cells', '02 - Recap', '03 - Tissue', '04 - Recap'],
      ['Cells', '02 - Recap', 'Tissue', '04 - Recap'],
    ],
    [
      ['01 - Exercise', '02 - Exercise'],
      ['01 - Exercise', '02 - Exercise'],
    ],
    [
      ['a_b', 'a b'],
      ['a_b', 'a b'],
    ],
    [
      ['01 - Intro', '02 - Intro', '1 - 01 - Intro'],
      ['01 - Intro', '02 - Intro', '1 - 01 - Intro'],
    ],
  ])('%j becomes %j', (names, titles) => {
    expect(cleanTitles(names)).toEqual(titles);
  });

  test('a second number stays where it is what tells the lessons apart', () => {
    const numbers = Array.from({ length: 18 }, (_, i) => i + 1);
    const names = numbers.map((n) => `${String(n).padStart(2, '0')} - Lesson 1.${n} on something`);
    expect(cleanTitles(names)).toEqual(numbers.map((n) => `Lesson 1.${n} on something`));
  });
});

describe('createNaturalOrder', () => {
  test('orders numbers by value: 1.2 before 1.10, 2 before 10', () => {
    const names = ['10 Go', 'Lesson 1.10 - Review', '2 Set', 'Lesson 1.2 - Vectors'];
    expect(names.toSorted(order)).toEqual(['2 Set', '10 Go', 'Lesson 1.2 - Vectors', 'Lesson 1.10 - Review']);
  });

  test('takes composed and decomposed names for neighbours, in a fixed order', () => {
    expect(['e\u0301 2', '\u00e9 1', 'E\u0301 3'].toSorted(order)).toEqual(['\u00e9 1', 'e\u0301 2', 'E\u0301 3']);
    expect(order('a', 'A')).toBe(-order('A', 'a'));
    expect(order('a', 'A')).not.toBe(0);
  });
});
