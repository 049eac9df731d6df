import { expect, test } from 'vitest';
import { accepted, LIMITS, pulled, putTag, setTag, setUp } from '../../../tests/helpers/sync-store.ts';
import { createHistory } from './history.ts';

const HOUR_MS = 3_600_000;
const FAR = 1_000;

/** Two writes of a computer whose clock is an hour ahead, sent, and come back as the server has them. */
function sentTwice(held: (sent: string) => string) {
  const studio = setUp();
  studio.mutate(putTag('a', '1'));
  studio.mutate(setTag('a', '2'));
  const sent = studio.store.seal(LIMITS).at(-1)?.ops.at(-1)?.h ?? '';
  studio.store.settle([accepted(1), accepted(2)], 5);
  studio.store.applyRows([pulled('a', '2', 1, held(sent))]);
  studio.store.dropAcked(1, FAR, Number(sent.slice(0, 13)) - HOUR_MS);
  return { ...studio, history: createHistory(studio.db), held: held(sent), sent };
}
const broughtBack = (sent: string): string =>
  `${String(Number(sent.slice(0, 13)) - HOUR_MS).padStart(13, '0')}${sent.slice(13)}`;

test('history follows what the server has brought back', () => {
  const { history, held, undo, row } = sentTwice(broughtBack);
  expect(history.stampsOf(2)).toMatchObject([{ grp: 'name', afterH: held }]);
  expect([undo.undo().success, row('a')?.['name']]).toEqual([true, '1']);
  expect([undo.undo().success, row('a')?.['deleted_at_ms'] !== null]).toEqual([true, true]);
  expect([undo.redo().success, undo.redo().success, row('a')?.['name']]).toEqual([true, true, '2']);
});

test('what another computer wrote after it stays theirs', () => {
  const { history, sent, undo } = sentTwice((own) => `${broughtBack(own).slice(0, 19)}00000000`);
  expect(history.stampsOf(2)).toMatchObject([{ grp: 'name', afterH: sent }]);
  expect(undo.undo()).toMatchObject({ error: { code: 'CHANGED_SINCE' } });
});
