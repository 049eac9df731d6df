import { describe, expect, test } from 'vitest';
import { err, ok, type Result } from '../../shared/ipc/result.ts';
import { emptyPage, hello, setUp } from '../../../tests/helpers/stepped-sync.ts';
import type { PullAnswer } from './ports.ts';

/** A page with one tag, which the server made in its revision. */
function pageOf(rev: number, head: number): Result<PullAnswer, never> {
  if (!emptyPage.success) throw new Error('no page');
  const rows = [{ table: 'tags' as const, rev, row: { id: `t${rev}`, fv: {}, name: 'n', deleted_at_ms: null } }];
  return ok({ ...emptyPage.data, head, upto: rev, rows } as PullAnswer);
}

describe('pulling', () => {
  test('what several pages bring is told together at the end; a first pull shows page by page', async () => {
    const { engine, clock, next, db } = setUp();
    const told: string[] = [];
    engine.onApplied((rows) => told.push(rows.map(({ id }) => id).join(' ')));
    engine.start();
    await clock.pass(0);
    (await next()).answer(hello);
    for (const rev of [1, 2]) (await next()).answer(pageOf(rev, 2));
    await clock.drain();
    expect(told).toEqual(['t1', 't2']);
    engine.poke('hint');
    await clock.pass(0);
    (await next()).answer(pageOf(3, 5));
    (await next()).answer(pageOf(4, 5));
    const last = await next();
    expect(told).toHaveLength(2);
    last.answer(pageOf(5, 5));
    await clock.drain();
    expect(told.slice(2)).toEqual(['t3 t4 t5']);
    engine.poke('hint');
    await clock.pass(0);
    (await next()).answer(pageOf(6, 7));
    (await next()).answer(err('OFFLINE', 'cut'));
    await clock.drain();
    expect(told.slice(3)).toEqual(['t6']); // it is in the tables: to be seen, whatever became of the rest
    db.close();
  });

  test('the next page is on its way while one is written', async () => {
    const { engine, clock, next, seen } = setUp();
    const asked: number[] = [];
    const watched = (rev: number, head: number): Result<PullAnswer, never> => {
      const page = pageOf(rev, head);
      if (!page.success || page.data.kind !== 'page') throw new Error('no page');
      const watch = (row: object): object =>
        Object.defineProperty({ ...row }, 'table', {
          get() {
            asked.push(seen.filter((door) => door === 'pull').length);
            return 'tags';
          },
        });
      return ok({ ...page.data, rows: page.data.rows.map(watch) } as PullAnswer);
    };
    engine.start();
    await clock.pass(0);
    (await next()).answer(hello);
    (await next()).answer(watched(1, 2));
    const second = await next();
    expect([...new Set(asked)]).toEqual([2]);
    second.answer(watched(2, 2));
    await clock.drain();
    expect([...new Set(asked)]).toEqual([2]);
    expect(engine.status()).toMatchObject({ state: 'idle' });
  });
});
