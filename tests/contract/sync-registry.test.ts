import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { editableTexts } from '../../src/shared/domain/editable-text.ts';
import { registry, tableNames, type SyncedTable, type TableName } from '../../src/shared/domain/registry.ts';
import { openTestDatabase } from '../helpers/database.ts';
import { anyDriver, startSandbox } from '../integration/sync-rig.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';

/** What every synced table has besides its registered columns. */
const FRAME = ['id', 'rev', 'fv'];
const SERVER_TYPES: Readonly<Record<string, readonly string[]>> = {
  text: ['text', 'uuid'],
  int: ['bigint', 'integer'],
  bool: ['boolean'],
  json: ['jsonb'],
};
const LOCAL_TYPES: Readonly<Record<string, string>> = { text: 'TEXT', int: 'INTEGER', bool: 'INTEGER', json: 'TEXT' };

interface ServerColumn {
  readonly name: string;
  readonly type: string;
  readonly collation: string | null;
  readonly initial: unknown;
}

describe('registry.ts, the local schema and the server say the same', () => {
  let sandbox: SupabaseSandbox;
  const { db } = openTestDatabase();
  beforeAll(async () => {
    sandbox = await startSandbox(anyDriver);
  });
  afterAll(async () => {
    await sandbox.stop();
    db.close();
  });

  test('the same tables sync, parents before children', async () => {
    const rows = await sandbox.sql('select tbl from sync.registry order by ord');
    expect(rows.map(({ tbl }) => tbl)).toEqual(tableNames);
  });

  test.each(tableNames)('%s: the same groups with the same merge', async (name) => {
    const table: SyncedTable = registry[name];
    const [row] = await sandbox.sql('select groups::text as groups from sync.registry where tbl = $1', [name]);
    const ours = Object.entries(table.groups).map(([group, { columns, merge }]) => [group, { cols: columns, merge }]);
    expect(JSON.parse(String(row?.['groups']))).toEqual(Object.fromEntries(ours));
    const grouped = Object.values(table.groups).flatMap(({ columns }) => columns);
    expect(grouped.toSorted()).toEqual(Object.keys(table.columns).toSorted());
  });

  /** Columns of the server with the value that a row gets when nothing is said. */
  async function serverColumns(name: string): Promise<ServerColumn[]> {
    const columns = await sandbox.sql(
      `select column_name as name, data_type as type, collation_name as collation, column_default as initial
       from information_schema.columns where table_schema = 'public' and table_name = $1`,
      [name],
    );
    const found = columns.map(async (column) => {
      const expression = column['initial'] === null ? 'null' : String(column['initial']);
      const [value] = await sandbox.sql(`select to_jsonb(${expression}::${String(column['type'])})::text as value`);
      return { ...column, initial: JSON.parse(String(value?.['value'] ?? 'null')) as unknown } as ServerColumn;
    });
    return Promise.all(found);
  }

  test('texts are as long as the server takes them', async () => {
    const limited = Object.entries(editableTexts).filter(([, { maxChars }]) => maxChars !== null);
    const rules = await sandbox.sql(
      `select conrelid::regclass::text as tbl, pg_get_constraintdef(oid) as rule from pg_constraint
       where contype = 'c' and connamespace = 'public'::regnamespace`,
    );
    const limitOf = (key: string): number => {
      const [tbl, column] = key.split('.');
      const found = rules.flatMap(({ tbl: name, rule }) => {
        const limit = new RegExp(`length\\(\\(?${column}\\)?\\) <= (\\d+)`).exec(String(rule))?.[1];
        return String(name).replace('public.', '') === tbl && limit ? [Number(limit)] : [];
      });
      return found[0] ?? 0;
    };
    expect(limited.map(([key]) => [key, limitOf(key)])).toEqual(limited.map(([key, { maxChars }]) => [key, maxChars]));
    for (const key of Object.keys(editableTexts)) {
      const [tbl, column] = key.split('.') as [TableName, string];
      expect(Object.keys(registry[tbl].columns)).toContain(column);
    }
  });

  test.each(tableNames)('%s: the same columns, types and initial values on the server', async (name) => {
    const table: SyncedTable = registry[name];
    const columns = await serverColumns(name);
    expect(columns.map((column) => column.name).toSorted()).toEqual(
      [...Object.keys(table.columns), ...FRAME, 'ws'].toSorted(),
    );
    for (const [column, { type, initial }] of Object.entries(table.columns)) {
      const there = columns.find((candidate) => candidate.name === column);
      expect(SERVER_TYPES[type], `${name}.${column}`).toContain(there?.type);
      expect(there?.initial, `${name}.${column}`).toEqual(initial);
    }
    // Order keys compare bytewise on both sides.
    expect(columns.filter((column) => column.name === 'pos').map(({ collation }) => collation)).toEqual(
      'pos' in table.columns ? ['C'] : [],
    );
  });

  test.each(tableNames)('%s: the same columns, types and initial values in the local database', (name) => {
    const table: SyncedTable = registry[name];
    const columns = db.pragma(`table_info(${name})`) as { name: string; type: string; dflt_value: string | null }[];
    expect(columns.map((column) => column.name).toSorted()).toEqual(
      [...Object.keys(table.columns), ...FRAME].toSorted(),
    );
    for (const [column, { type, initial }] of Object.entries(table.columns)) {
      const here = columns.find((candidate) => candidate.name === column);
      expect(here?.type, `${name}.${column}`).toBe(LOCAL_TYPES[type]);
      const value = db
        .prepare(`SELECT ${here?.dflt_value ?? 'NULL'}`)
        .pluck()
        .get();
      const stored = type === 'json' ? JSON.stringify(initial) : type === 'bool' ? Number(initial) : initial;
      expect(value, `${name}.${column}`).toEqual(stored);
    }
  });

  test('every synced table is guarded: row security, the stamp, the audit, the index for pages', async () => {
    const rows = await sandbox.sql(
      `select c.relname as name, c.relrowsecurity as secured,
         (select count(*)::int from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname) as policies,
         (select array_agg(t.tgname::text order by t.tgname) from pg_trigger t
            where t.tgrelid = c.oid and t.tgname in ('stamp', 'audit')) as triggers,
         exists (select from pg_indexes i where i.tablename = c.relname and i.indexdef like '%(ws, rev)') as paged
       from pg_class c where c.oid = any (select ('public.' || tbl)::regclass from sync.registry)`,
    );
    expect(rows).toHaveLength(tableNames.length);
    for (const row of rows)
      expect(row).toMatchObject({ secured: true, policies: 4, triggers: ['audit', 'stamp'], paged: true });
  });
});
