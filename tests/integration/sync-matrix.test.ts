import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';
import {
  callers,
  cells,
  expectedOf,
  gather,
  nameOf,
  readMatrix,
  roles,
  sample,
  type Cell,
  type Matrix,
} from './sync-matrix-cells.ts';
import { keepRules, plants } from './sync-matrix-plants.ts';
import { anyDriver, drivers, startSandbox } from './sync-rig.ts';

const expected = (of: readonly Cell[]): Matrix =>
  Object.fromEntries(of.map((cell) => [nameOf(cell), expectedOf(cell.who, cell.way)]));
/** PGlite takes 40 ms for a cell, and has the same rules. */
const triedOn = (driver: string): readonly Cell[] => (driver === 'postgres' ? cells : sample);

const sampled = new Set(sample.map(nameOf));

let sandbox: SupabaseSandbox;
let world: Awaited<ReturnType<typeof gather>>;
const open = async (driver: (typeof drivers)[number]): Promise<void> => {
  sandbox = await startSandbox(driver);
  world = await gather(sandbox);
};
const close = (): Promise<void> => sandbox.stop();

describe.each(drivers)('everybody and everything on %s', (driver) => {
  beforeAll(() => open(driver));
  afterAll(close);

  test.each(callers)('%s: every way, every synced table', async (who) => {
    const tried = triedOn(driver).filter((cell) => cell.who === who);
    expect(await readMatrix(world, tried)).toEqual(expected(tried));
  });

  test('the roles are those of the schema', async () => {
    const [row] = await sandbox.sql(
      `select pg_get_constraintdef(oid) as says from pg_constraint
       where conrelid = 'sync.member'::regclass and contype = 'c'`,
    );
    const named = [...String(row?.['says']).matchAll(/'(\w+)'/g)].map(([, name]) => name);
    expect(named.toSorted()).toEqual(Object.keys(roles).toSorted());
  });
});

describe('what is planted turns the cells red that it should, and no others', () => {
  const tried = triedOn(anyDriver);
  let takeBack: () => Promise<void>;
  beforeAll(async () => {
    await open(anyDriver);
    takeBack = await keepRules(sandbox);
  });
  afterAll(close);

  test('and there is something for every cell', () => {
    const never = cells.filter(({ who, way }) => !plants.some(({ reddens }) => reddens(who, way)));
    expect(never.map(nameOf)).toEqual([]);
  });

  test.each(plants)('$name', async ({ sql, reddens, expiresInSeconds = -10 }) => {
    const those = tried.filter((cell) => reddens(cell.who, cell.way) || sampled.has(nameOf(cell)));
    const plant = async (): Promise<void> => {
      for (const statement of sql) await sandbox.sql(statement);
    };
    try {
      const matrix = await readMatrix(world, those, { plant, expiresInSeconds });
      const red = those.filter((cell) => matrix[nameOf(cell)] !== expectedOf(cell.who, cell.way));
      expect(red.map(nameOf)).toEqual(those.filter(({ who, way }) => reddens(who, way)).map(nameOf));
    } finally {
      await takeBack();
    }
  });

  test('and taken back, all is as it was', async () => {
    expect(await readMatrix(world, sample)).toEqual(expected(sample));
  });
});
