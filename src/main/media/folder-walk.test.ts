import { expect, test } from 'vitest';
import type { LeftOut } from '../../shared/domain/import-plan.ts';
import { leave, leaveBroken } from './folder-walk.ts';

test('after thousands of litter no more of it is named, but a folder that cannot be read is: its files are not gone', () => {
  const leftOut: LeftOut[] = Array.from({ length: 10_000 }, (_, n) => ({ path: `${n}.tmp`, reason: 'PARTIAL' }));
  const place = (name: string) => ({ path: `/x/${name}`, name, folders: [] });
  leave({ leftOut }, place('more.tmp'), 'PARTIAL');
  leaveBroken({ leftOut }, place('Films'), { kind: 'too-many-open', code: 'EMFILE' });
  leave({ leftOut }, place('film.mp4'), 'STILL_GROWING');
  expect(leftOut.slice(10_000).map(({ path, reason }) => [path, reason])).toEqual([
    ['Films', 'UNREADABLE'],
    ['film.mp4', 'STILL_GROWING'],
  ]);
});
