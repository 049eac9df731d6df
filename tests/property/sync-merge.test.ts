import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mergeOp, type Op, type SyncedRow } from '../../src/shared/domain/merge.ts';
import { syncedTable, type SyncedTable } from '../../src/shared/domain/registry.ts';
import { signInByHttp, type Caller } from '../integration/sync-http.ts';
import { anyDriver, comparable, newInstructor, startSandbox } from '../integration/sync-rig.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';

/** No registered table merges by maximum yet; this one, made for the test on both sides, does. */
const reads: SyncedTable = {
  columns: {
    conversation: { type: 'text', initial: '' },
    upto: { type: 'int', initial: 0 },
    note: { type: 'text', initial: '' },
  },
  groups: {
    key: { columns: ['conversation'], merge: 'imm' },
    upto: { columns: ['upto'], merge: 'max' },
    note: { columns: ['note'], merge: 'lww' },
  },
};
const SERVER_READS = [
  `create table public.reads (id uuid primary key, ws uuid not null references sync.workspace (id), rev bigint not null default 0,
     fv jsonb not null default '{}', deleted_at_ms bigint, conversation text not null default '', upto bigint not null default 0,
     note text not null default '', unique (id, ws))`,
  `insert into sync.registry values ('reads', 900, '{"key": {"cols": ["conversation"], "merge": "imm"},
     "upto": {"cols": ["upto"], "merge": "max"}, "note": {"cols": ["note"], "merge": "lww"}}')`,
  "select sync.enrol('reads')",
  'grant execute on all functions in schema sync to sync_writer',
];
const tableOf = (name: string): SyncedTable | undefined => (name === 'reads' ? reads : syncedTable(name));

const text = fc
  .string({ maxLength: 8, unit: 'grapheme' })
  .filter((value) => !value.includes('\u0000') && value.isWellFormed());
const stamp = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 2 }), fc.constantFrom('0000000a', '0000000b'))
  .map(([ms, counter, node]) => `${String(1_000 + ms).padStart(13, '0')}-000${counter}-${node}`);
const kind = fc.constantFrom<Op['k']>('put', 'put', 'set');
const courseValues = fc.record(
  {
    origin: fc.record({ created_at_ms: fc.nat(9) }),
    title: fc.record({ title: text }),
    objectives: fc.record({ objectives: fc.array(text, { maxLength: 3 }) }),
    facts: fc.record(
      { category: text, language: fc.constantFrom('en', 'fr'), level: fc.constantFrom('all', 'beginner') },
      { requiredKeys: [] },
    ),
    price: fc.record({ price_minor: fc.option(fc.nat(500)), currency: fc.constantFrom('EUR', 'USD') }),
    life: fc.record({ deleted_at_ms: fc.option(fc.nat(99)) }),
    unknown: fc.record({ x: fc.nat() }),
    constructor: fc.record({ title: text }),
  },
  { requiredKeys: [] },
);
const readValues = fc.record(
  {
    key: fc.record({ conversation: text }),
    upto: fc.record({ upto: fc.nat(20) }, { requiredKeys: [] }),
    note: fc.record({ note: text, stray: text }, { requiredKeys: ['note'] }),
  },
  { requiredKeys: [] },
);
const op = fc.oneof(
  fc.record({ t: fc.constant('courses'), k: kind, h: stamp, v: courseValues }),
  fc.record({ t: fc.constant('reads'), k: kind, h: stamp, v: readValues }),
);

describe('the merge in TypeScript and the one in SQL', () => {
  let sandbox: SupabaseSandbox;
  let caller: Caller;
  beforeAll(async () => {
    sandbox = await startSandbox(anyDriver);
    for (const statement of SERVER_READS) await sandbox.sql(statement);
    caller = await signInByHttp(sandbox, await newInstructor(sandbox));
  });
  afterAll(() => sandbox.stop());

  async function serverRow(table: string, id: string): Promise<unknown> {
    const [row] = await sandbox.sql(
      `select (to_jsonb(x) - 'ws' - 'rev')::text as row from public.${table} x where id = $1`,
      [id],
    );
    return row === undefined ? null : comparable(JSON.parse(String(row['row'])));
  }
  const localRow = (row: SyncedRow | null, table: string): unknown =>
    row === null ? null : comparable(table === 'reads' ? { deleted_at_ms: null, ...row } : row);

  test('give the same row for any sequence of ops, and agree on what changed it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(op, { minLength: 1, maxLength: 12 }), async (drafts) => {
        const ids: Record<string, string> = { courses: randomUUID(), reads: randomUUID() };
        const ops = drafts.map((draft) => ({ ...draft, id: ids[draft.t] ?? '' }) as Op);
        const rows: Record<string, SyncedRow | null> = { courses: null, reads: null };
        const expected = ops.map((next) => {
          const before = rows[next.t] ?? null;
          if (hasUnknownGroup(next)) return 'rejected'; // the server keeps a mutation whole, or does not take it
          const after = mergeOp(before, next, tableOf);
          rows[next.t] = after ?? before;
          if (after === null) return 'rejected';
          const isSame = JSON.stringify(comparable(before)) === JSON.stringify(comparable(after));
          return isSame ? 'superseded' : 'applied';
        });
        const batch = ops.map((next, index) => ({ seq: index + 1, mid: randomUUID(), ops: [next] }));
        const { results } = (await caller.push(batch, randomUUID())).body;
        expect(results?.map(({ status }) => status)).toEqual(expected);
        for (const table of ['courses', 'reads'])
          expect(await serverRow(table, ids[table] ?? '')).toEqual(localRow(rows[table] ?? null, table));
      }),
      { numRuns: 120 },
    );
  });

  test('does not depend on the order of arrival', () => {
    const distinct = fc.uniqueArray(op, { minLength: 2, maxLength: 8, selector: ({ h }) => h });
    const given = (drafts: readonly Omit<Op, 'id'>[]) => drafts.map((draft) => ({ ...draft, id: 'x', k: 'put' }) as Op);
    /** Without `imm`: what came first stays, so there the order of arrival is the rule. */
    const merge = (ops: readonly Op[]): unknown => {
      const row = ops.reduce<SyncedRow | null>((held, next) => mergeOp(held, next, tableOf), null);
      const { origin: _origin, key: _key, upto: _upto, ...fv } = row?.fv ?? {};
      const { created_at_ms: _createdAtMs, conversation: _conversation, ...columns } = { ...row } as Partial<SyncedRow>;
      return comparable({ ...columns, fv });
    };
    fc.assert(
      fc.property(
        distinct,
        fc.constantFrom('courses', 'reads'),
        fc.infiniteStream(fc.nat()),
        (drafts, table, random) => {
          // Whole groups, as the app writes them: a group wins or loses as a whole.
          const ops = given(drafts.filter(({ t, v }) => t === table && isWhole(table, v as Op['v'])));
          const shuffled = ops
            .map((next) => ({ next, key: random.next().value as number }))
            .toSorted((a, b) => a.key - b.key);
          expect(merge(shuffled.map(({ next }) => next))).toEqual(merge(ops));
        },
      ),
    );
  });
});

function hasUnknownGroup({ t, v }: Op): boolean {
  return Object.keys(v).some((group) => !Object.hasOwn(tableOf(t)?.groups ?? {}, group));
}

function isWhole(table: string, values: Op['v']): boolean {
  return Object.entries(values).every(([group, given]) => {
    const groups = tableOf(table)?.groups ?? {};
    const columns = Object.hasOwn(groups, group) ? (groups[group]?.columns ?? []) : [];
    return columns.every((column) => column in given);
  });
}
