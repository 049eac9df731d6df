import { z } from 'zod';
import {
  registry,
  syncedTable,
  tableNames,
  type CellValue,
  type SyncedTable,
  type TableName,
} from '../../shared/domain/registry.ts';
import type { ChangedRow, ConflictSide, PulledRow } from '../../shared/domain/sync-types.ts';
import { err, ok, type Result } from '../../shared/ipc/result.ts';
import type { DigestAnswer, Hello, PullAnswer, PushAnswer, ServerError } from './ports.ts';
import type { PublishAnswer } from './publish-door.ts';

/** The version of the conversation in supabase/migrations that this client speaks. */
export const PROTOCOL = 1;

const envelope = z.looseObject({
  nonce: z.string(),
  protocol: z.int(),
  min_protocol: z.int(),
  user: z.string().nullable(),
  t: z.int(),
});
type Envelope = z.infer<typeof envelope>;

const revoked = z.looseObject({ revoked: z.literal(true) }).transform(() => ({ kind: 'revoked' as const }));

const hello = z.looseObject({
  fork: z.boolean(),
  last_seq: z.int(),
  workspaces: z.array(z.looseObject({ id: z.string(), role: z.string() })),
  registry: z.record(z.string(), z.record(z.string(), z.looseObject({ cols: z.array(z.string()), merge: z.string() }))),
});
type ServerRegistry = z.infer<typeof hello>['registry'];

const verdict = z
  .looseObject({
    seq: z.int(),
    status: z.enum(['applied', 'superseded', 'rejected']),
    code: z.string().nullish(),
    detail: z.unknown().optional(),
    rev: z.int().nullish(),
  })
  .transform(({ seq, status, code, detail, rev }) => ({ seq, status, code: code ?? null, detail, rev: rev ?? null }));
const push = z
  .looseObject({
    results: z.array(verdict),
    last_seq: z.int(),
    fork: z.boolean().optional(),
    gap: z.boolean().optional(),
  })
  .transform(({ results, fork, gap }) => ({
    kind: fork ? ('fork' as const) : gap ? ('gap' as const) : ('taken' as const),
    verdicts: results,
  }));

const digest = z
  .looseObject({ head: z.int(), tables: z.record(z.string(), z.tuple([z.int(), z.string()])) })
  .transform(({ head, tables }) => ({ kind: 'digest' as const, head, tables }));

/** The rows of one table: the names once, then each row as its cells in that order, followed by the groups' stamps. */
const serverRows = z
  .looseObject({ cols: z.array(z.string()), groups: z.array(z.string()), rows: z.array(z.array(z.unknown())) })
  .refine(({ cols, groups, rows }) => {
    const [id, rev, length] = [cols.indexOf('id'), cols.indexOf('rev'), cols.length + groups.length];
    return rows.every((row) => row.length === length && typeof row[id] === 'string' && Number.isSafeInteger(row[rev]));
  });
const sideOf = (clientId: string | null, device: string, at: string | null): ConflictSide => ({
  clientId,
  device,
  atMs: at === null ? null : Date.parse(at),
});
const conflict = z
  .looseObject({
    id: z.int(),
    tbl: z.string(),
    rid: z.string(),
    grp: z.string(),
    mid: z.string(),
    loser: z.unknown(),
    loser_h: z.string(),
    loser_client: z.string().nullable(),
    loser_name: z.string(),
    loser_at: z.string().nullable(),
    winner: z.unknown(),
    winner_h: z.string(),
    winner_client: z.string().nullable(),
    winner_name: z.string(),
    winner_at: z.string().nullable(),
    at: z.string(),
  })
  .transform((row) => ({
    id: row.id,
    table: row.tbl,
    rowId: row.rid,
    group: row.grp,
    mid: row.mid,
    loser: row.loser,
    loserH: row.loser_h,
    loserBy: sideOf(row.loser_client, row.loser_name, row.loser_at),
    winner: row.winner,
    winnerH: row.winner_h,
    winnerBy: sideOf(row.winner_client, row.winner_name, row.winner_at),
    atMs: Date.parse(row.at),
  }));
const page = z.looseObject({
  epoch: z.string(),
  head: z.int(),
  upto: z.int(),
  gc: z.int(),
  last_seq: z.int().nullable(),
  rows: z.record(z.string(), serverRows),
  conflicts: z.array(conflict),
  gone: z.array(z.looseObject({ t: z.string(), id: z.string() })),
});
const reset = z.looseObject({ reset: z.literal(true), epoch: z.string(), lost_after: z.int() });

/** Stamps by group, of the groups that have one. */
function toStamps(groups: readonly string[], cells: readonly unknown[], start: number): Record<string, string> {
  const fv: Record<string, string> = {};
  for (const [index, group] of groups.entries()) {
    const stamp = cells[start + index];
    if (typeof stamp === 'string') fv[group] = stamp;
  }
  return fv;
}

/**
 * Reads the cells of one row: the columns that we know (what a newer server has besides them stays there), and our
 * initial value for what it does not send; a null of the server is a null.
 */
function rowReader(name: TableName, { cols, groups }: z.infer<typeof serverRows>) {
  const columns = Object.entries((registry[name] as SyncedTable).columns).map(([column, { initial }]) => {
    return { column, initial, at: cols.indexOf(column) };
  });
  const [idAt, revAt] = [cols.indexOf('id'), cols.indexOf('rev')];
  return (cells: readonly unknown[]): PulledRow => {
    const row: Record<string, CellValue> = {};
    for (const { column, initial, at } of columns) row[column] = at < 0 ? initial : (cells[at] as CellValue);
    const fv = toStamps(groups, cells, cols.length);
    return { table: name, row: { ...row, id: String(cells[idAt]), fv }, rev: Number(cells[revAt]) };
  };
}

/** Parents first, so that a page that is shown in slices never shows a child without its parent for long. */
function toRows(tables: z.infer<typeof page>['rows']): PulledRow[] {
  return tableNames.flatMap((name) => {
    const table = tables[name];
    return table ? table.rows.map(rowReader(name, table)) : [];
  });
}

/** Of the tables that we know. */
function toGone(gone: z.infer<typeof page>['gone']): ChangedRow[] {
  return gone.flatMap(({ t, id }) => (syncedTable(t) ? [{ table: t as TableName, id }] : []));
}

/** Whether an answer is our server's, to this very question, about this user. */
function checkEnvelope(data: unknown, asked: { nonce: string; userId: string }): Result<Envelope, ServerError> {
  const parsed = envelope.safeParse(data);
  // A hotel's sign-in page, a proxy's JSON, an answer out of some cache.
  if (!parsed.success || parsed.data.nonce !== asked.nonce) return err('CAPTIVE', 'the answer is not our server’s');
  const { protocol, min_protocol: minimum, user } = parsed.data;
  if (minimum > PROTOCOL || protocol < PROTOCOL) {
    return err('INCOMPATIBLE', `the server speaks ${minimum} to ${protocol}`, { protocol, minimum });
  }
  if (user !== asked.userId) return err('UNAUTHORIZED', 'the server knows the caller as someone else');
  return ok(parsed.data);
}

/** What is read from an answer, or why it is not to be believed. */
function read<T>(
  data: unknown,
  asked: { nonce: string; userId: string },
  parse: (body: Envelope) => T | undefined,
): Result<T, ServerError> {
  const checked = checkEnvelope(data, asked);
  if (!checked.success) return checked;
  const body = parse(checked.data);
  return body === undefined ? err('INCOMPATIBLE', 'the answer has an unknown shape') : ok(body);
}

/** The first table or field group of ours that the server does not know as we do; null when it knows them all. */
function missingIn(theirs: ServerRegistry): string | null {
  for (const name of tableNames) {
    for (const [group, { columns, merge }] of Object.entries((registry[name] as SyncedTable).groups)) {
      const held = theirs[name]?.[group];
      if (held?.merge !== merge || !columns.every((column) => held.cols.includes(column))) return `${name}.${group}`;
    }
  }
  return null;
}

/** INCOMPATIBLE also for a server whose migrations are behind this app: what it does not know, it cannot keep. */
export function readHello(data: unknown, asked: { nonce: string; userId: string }): Result<Hello, ServerError> {
  const answer = read(data, asked, (body) => {
    const { data: found } = hello.safeParse(body);
    return found && { ...found, serverNowMs: body.t };
  });
  if (!answer.success) return answer;
  const { fork, last_seq: lastSeq, workspaces, serverNowMs, registry: theirs } = answer.data;
  const missing = missingIn(theirs);
  if (missing !== null) return err('INCOMPATIBLE', `the server does not know ${missing} yet`, { missing });
  return ok({ isForked: fork, lastSeq, workspaces, serverNowMs });
}

export const readPush = (data: unknown, asked: { nonce: string; userId: string }): Result<PushAnswer, ServerError> =>
  read(data, asked, (body) => z.union([revoked, push]).safeParse(body).data);

export const readPull = (data: unknown, asked: { nonce: string; userId: string }): Result<PullAnswer, ServerError> =>
  read<PullAnswer>(data, asked, (body) => {
    const ended = z
      .union([
        revoked,
        reset.transform(({ epoch, lost_after: lostAfter }) => ({ kind: 'reset' as const, epoch, lostAfter })),
      ])
      .safeParse(body);
    if (ended.success) return ended.data;
    const { data: found } = page.safeParse(body);
    if (!found) return undefined;
    const { epoch, head, upto, gc, conflicts } = found;
    return {
      kind: 'page',
      epoch,
      head,
      upto,
      gc,
      conflicts,
      lastSeq: found.last_seq ?? 0,
      rows: toRows(found.rows),
      gone: toGone(found.gone),
      serverNowMs: body.t,
    };
  });

export const readDigest = (
  data: unknown,
  asked: { nonce: string; userId: string },
): Result<DigestAnswer, ServerError> => read(data, asked, (body) => z.union([revoked, digest]).safeParse(body).data);

const published = z.looseObject({ published: z.literal(true) }).transform(() => ({ kind: 'published' as const }));
const refused = z
  .looseObject({
    refused: z.enum(['role', 'moved', 'missing', 'not-stored', 'id']),
    lessons: z.array(z.string()).default([]),
  })
  .transform(({ refused: why, lessons }) => ({ kind: 'refused' as const, why, lessonIds: lessons }));

export const readPublish = (
  data: unknown,
  asked: { nonce: string; userId: string },
): Result<PublishAnswer, ServerError> =>
  read(data, asked, (body) => z.union([revoked, published, refused]).safeParse(body).data);
