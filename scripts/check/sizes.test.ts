import { expect, test } from 'vitest';
import { checkSizes } from './sizes.ts';

const lines = (count: number, line: string): string => `${line}\n`.repeat(count);
const levels = (path: string, text: string) => checkSizes({ path, text }).map(({ level }) => level);

test('a file, a function and a component that are too long fail; long ones warn', () => {
  expect(levels('src/x.ts', lines(401, '//'))).toEqual(['fail']);
  expect(levels('src/x.ts', lines(301, '//'))).toEqual(['warn']);
  expect(levels('src/x.ts', `function f() {\n${lines(60, '  //')}}\n`)).toEqual(['fail']);
  expect(levels('src/x.ts', `const f = () => {\n${lines(40, '  //')}};\n`)).toEqual(['warn']);
  expect(levels('src/x.tsx', `export function Page() {\n${lines(121, '  //')}}\n`)).toEqual(['warn']);
  expect(levels('src/x.tsx', `export function Page() {\n${lines(160, '  //')}}\n`)).toEqual(['fail']);
});

test('the entry and the forwarder stay thin', () => {
  expect(levels('src/main/index.ts', lines(79, '//'))).toEqual([]);
  expect(levels('src/main/index.ts', lines(80, '//'))).toEqual(['fail']);
  expect(levels('src/preload/index.ts', lines(59, '//'))).toEqual([]);
  expect(levels('src/preload/index.ts', lines(60, '//'))).toEqual(['fail']);
});

const inner = `  function inner() {\n${lines(30, '    //')}  }\n`;
const factory = (inners: number, own = 0): string =>
  `function createX() {\n${lines(own, '  //')}${inner.repeat(inners)}}\n`;

test('a factory is as long as its own lines, not those of the functions in it', () => {
  expect(levels('src/x.ts', factory(3))).toEqual([]);
  expect(levels('src/x.ts', factory(1, 60))).toEqual(['fail']);
});

test('a factory with all that is in it is no longer than a component', () => {
  expect(levels('src/x.ts', factory(4))).toEqual(['warn']);
  expect(levels('src/x.ts', factory(5))).toEqual(['fail']);
});

test('no other function is excused by functions in it, but for those of tests', () => {
  const callback = `register(() => {\n${inner.repeat(2)}});\n`;
  expect(levels('src/x.ts', callback)).toEqual(['fail']);
  expect(levels('src/x.ts', `const x = {\n  run() {\n${inner.repeat(2)}  },\n};\n`)).toEqual(['fail']);
  expect(levels('src/x.ts', `function start() {\n${inner.repeat(2)}}\n`)).toEqual(['fail']);
  expect(levels('src/x.test.ts', callback)).toEqual([]);
});
