import { expect, test } from 'vitest';
import { unsentFile, unsentFileName, type UnsentChange } from './unsent-file.ts';

const change: UnsentChange = {
  mutationId: 'm1',
  state: 'waiting',
  label: { code: 'chapter.rename', count: 1, name: 'Cells “{{count}}”' },
  atMs: Date.UTC(2026, 0, 2, 3, 4, 5),
  ops: [
    { t: 'chapters', id: 'c1', k: 'set', h: '0001', v: { title: { title: 'Zellen\n🙂' }, place: { pos: 'a1' } } },
    { t: 'lessons', id: 'l1', k: 'put', h: '0002', v: { title: { title: 'New' } } },
  ],
  serverRow: (table) => (table === 'chapters' ? { title: 'Cells', pos: 'a0', description: 'not touched' } : null),
};
const file = (...changes: UnsentChange[]) => {
  const parts = { account: 'anna@lectern.test', server: 'https://x.test', savedAtMs: 0, changes };
  return unsentFile({ ...parts, nameOf: (_table, id) => `name of ${id}` });
};

test('every change is in it: in words, and as what it writes beside what the server has', () => {
  expect(JSON.parse(file(change))).toMatchObject({
    format: 'lectern-unsent-changes',
    version: 1,
    savedAt: '1970-01-01T00:00:00.000Z',
    account: 'anna@lectern.test',
    server: 'https://x.test',
    count: 1,
    changes: [
      {
        what: 'rename of “Cells “{{count}}””',
        madeAt: '2026-01-02T03:04:05.000Z',
        state: 'waiting',
        mutation: 'm1',
        rows: [
          {
            table: 'chapters',
            id: 'c1',
            name: 'name of c1',
            kind: 'set',
            stamp: '0001',
            set: { title: 'Zellen\n🙂', pos: 'a1' },
            server: { title: 'Cells', pos: 'a0' },
          },
          { table: 'lessons', id: 'l1', kind: 'put', set: { title: 'New' }, server: null },
        ],
      },
    ],
  });
});

test('counts are said in the plural, and a refusal says why', () => {
  const label = { code: 'lesson.move' as const, count: 3, name: '' };
  const refused: UnsentChange = { ...change, label, state: 'refused', reason: '23514 too long' };
  expect(JSON.parse(file(refused))).toMatchObject({
    changes: [{ what: 'move of 3 lessons', state: 'refused', reason: '23514 too long' }],
  });
});

test('it is read by people: line by line, each value on its own', () => {
  const lines = file(change, change).split('\n');
  expect(lines.length).toBeGreaterThan(40);
  expect(lines.at(-1)).toBe('');
});

test('the proposed name has a date and no sign that a file system refuses', () => {
  expect(unsentFileName(Date.UTC(2026, 10, 7, 8, 9))).toBe('Lectern unsent changes 2026-11-07 08.09.json');
});
