import type { JobId } from '../../../shared/domain/ids.ts';
import {
  dailyJobKinds,
  jobHead,
  jobPayloads,
  type Job,
  type JobHead,
  type JobReason,
  type NewJob,
} from '../../../shared/domain/job.ts';
import type { Database } from '../open.ts';

const HEAD = `id AS jobId, kind, key, state, attempts, due_at_ms AS dueAtMs, failing_since_ms AS failingSinceMs, reason,
  created_at_ms AS createdAtMs`;
/** A clock that was far ahead when a job was put off must not keep it for ever. */
const FARTHEST_MS = 25 * 60 * 60 * 1_000;
const LISTED = 200;

/** SQL: no job, whatever its state, is to delete the stored object of this id. */
export const notBeingDeleted = (fileId: string): string =>
  `NOT EXISTS (SELECT 1 FROM jobs j WHERE j.kind = 'delete-version' AND j.key = ${fileId})`;

type Row = Record<string, unknown> & {
  readonly jobId: JobId;
  readonly payload: string;
  readonly reason: string | null;
};

function prepare(db: Database) {
  return {
    add: db.prepare(
      `INSERT INTO jobs (id, kind, key, payload, state, due_at_ms, created_at_ms)
       VALUES (@id, @kind, @key, @payload, 'waiting', @dueAtMs, @nowMs)
       ON CONFLICT (kind, key) DO UPDATE SET payload = excluded.payload,
         state = CASE state WHEN 'running' THEN state ELSE 'waiting' END, failing_since_ms = NULL,
         due_at_ms = CASE state WHEN 'dead' THEN excluded.due_at_ms ELSE min(due_at_ms, excluded.due_at_ms) END`,
    ),
    due: db.prepare<[number], Row>(
      `SELECT ${HEAD}, payload FROM jobs WHERE state = 'waiting' AND due_at_ms <= ? ORDER BY due_at_ms, id LIMIT 1`,
    ),
    begin: db.prepare("UPDATE jobs SET state = 'running', attempts = attempts + 1 WHERE id = ?"),
    finish: db.prepare('DELETE FROM jobs WHERE id = ?'),
    putOff: db.prepare(
      `UPDATE jobs SET state = 'waiting', due_at_ms = @dueAtMs, failing_since_ms = @failingSinceMs, reason = @reason,
       attempts = CASE WHEN @reason IS NULL THEN 0 ELSE attempts END WHERE id = @jobId`,
    ),
    bury: db.prepare("UPDATE jobs SET state = 'dead', reason = ? WHERE id = ?"),
    next: db.prepare("SELECT min(due_at_ms) FROM jobs WHERE state = 'waiting'").pluck(),
    recover: db.prepare("UPDATE jobs SET state = 'waiting' WHERE state = 'running'"),
    pullIn: db.prepare("UPDATE jobs SET due_at_ms = @now WHERE state = 'waiting' AND due_at_ms > @farthest"),
    again: db.prepare(
      `UPDATE jobs SET state = 'waiting', due_at_ms = ?, attempts = 0, failing_since_ms = NULL, reason = NULL
       WHERE id = ? AND state = 'dead'`,
    ),
    discard: db.prepare("DELETE FROM jobs WHERE id = ? AND state = 'dead'"),
    reviveAll: db.prepare(
      `UPDATE jobs SET state = 'waiting', due_at_ms = ?, attempts = 0, failing_since_ms = NULL
       WHERE state = 'dead' AND reason ->> 'retry' = 'after-user'`,
    ),
    count: db
      .prepare("SELECT count(*) FROM jobs WHERE state <> 'dead' AND kind NOT IN (SELECT value FROM json_each(?))")
      .pluck(),
    dead: db.prepare<[], Row>(
      `SELECT ${HEAD}, payload FROM jobs WHERE state = 'dead' ORDER BY created_at_ms DESC, id LIMIT ${LISTED}`,
    ),
  };
}

/** The row as a job; null when it is not readable as its kind has it. */
function read({ payload, reason, ...head }: Row): Job | null {
  try {
    const parsed = jobHead.safeParse({ ...head, reason: reason === null ? null : JSON.parse(reason) });
    const given = parsed.success ? jobPayloads[parsed.data.kind].safeParse(JSON.parse(payload)) : null;
    return parsed.success && given?.success ? ({ ...parsed.data, payload: given.data } as Job) : null;
  } catch {
    return null;
  }
}

/** Sole writer of `jobs`. Everything throws what SQLite throws; `add` takes part in the caller's transaction. */
export function createJobTable(db: Database, newId: () => string) {
  const sql = prepare(db);
  const badRow: JobReason = { kind: 'bad-row', retry: 'never', code: 'bad-row' };
  const bury = (jobId: JobId, reason: JobReason): void => void sql.bury.run(JSON.stringify(reason), jobId);

  /** The job that is due first, begun. One that cannot be read is laid aside and holds up nobody. */
  const claim = db.transaction((nowMs: number): Job | null => {
    for (let row = sql.due.get(nowMs); row; row = sql.due.get(nowMs)) {
      const job = read(row);
      if (!job) {
        bury(row.jobId, badRow);
        continue;
      }
      sql.begin.run(job.jobId);
      return { ...job, state: 'running', attempts: job.attempts + 1 };
    }
    return null;
  });
  return {
    /** Asked for again while it waits, it is done once, at the earlier time; one that was laid aside begins anew. */
    add: (job: NewJob, nowMs: number): void =>
      void sql.add.run({ ...job, id: newId(), payload: JSON.stringify(job.payload), nowMs }),
    claim: (nowMs: number): Job | null => claim.immediate(nowMs),
    finish: (jobId: JobId): void => void sql.finish.run(jobId),
    putOff: (jobId: JobId, dueAtMs: number, failingSinceMs: number | null, reason: JobReason | null): void =>
      void sql.putOff.run({ jobId, dueAtMs, failingSinceMs, reason: reason && JSON.stringify(reason) }),
    bury,
    nextDueAtMs: (): number | null => (sql.next.get() as number | null) ?? null,
    /** After a start: what was under way when the process ended waits again. */
    recover(nowMs: number): void {
      sql.recover.run();
      sql.pullIn.run({ now: nowMs, farthest: nowMs + FARTHEST_MS });
    },
    /** A dead one waits again; false when there is none of that id. */
    tryAgain: (jobId: JobId, nowMs: number): boolean => sql.again.run(nowMs, jobId).changes > 0,
    discard: (jobId: JobId): boolean => sql.discard.run(jobId).changes > 0,
    /** What waited for somebody to set things right. */
    reviveAfterUser: (nowMs: number): boolean => sql.reviveAll.run(nowMs).changes > 0,
    /** What is left to be done; not what is done again every day. */
    countOpen: (): number => sql.count.get(JSON.stringify(dailyJobKinds)) as number,
    /** The newest 200; a row that is not readable is among them, without a kind of its own. */
    listDead: (): readonly DeadJob[] =>
      sql.dead.all().map((row) => {
        const job = read(row);
        const subject = job && 'objectName' in job.payload ? (job.payload.objectName.split('/').at(-1) ?? '') : '';
        return { jobId: row.jobId, kind: job?.kind ?? null, subject, reason: job?.reason ?? badRow };
      }),
  };
}
export type JobTable = ReturnType<typeof createJobTable>;

/** A job that was laid aside, as it is shown. `subject` is the name of the file it is about; empty: of none. */
export interface DeadJob {
  readonly jobId: JobId;
  readonly kind: JobHead['kind'] | null;
  readonly subject: string;
  readonly reason: JobReason;
}
