import { afterEach, expect, test } from 'vitest';
import { createJobActions } from '../../src/main/actions/job.ts';
import { createJobTable } from '../../src/main/db/tables/jobs.ts';
import { createJobRunner, type JobOutcome } from '../../src/main/lib/jobs/runner.ts';
import type { JobFailure, JobPayload } from '../../src/shared/domain/job.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { createManualClock } from '../helpers/manual-clock.ts';

/* Rows in a real database, the real runner, a clock that stands still, and a handler that answers by a script. */
let studio: TestDatabase;
afterEach(() => studio.db.close());

function open(script: (fileId: string) => JobOutcome | Promise<JobOutcome>, path?: string) {
  studio = openTestDatabase(path);
  const clock = createManualClock();
  const jobs = createJobTable(studio.db, studio.edit.newId);
  const done: string[] = [];
  const errors: unknown[] = [];
  let changes = 0;
  const runner = createJobRunner({
    store: jobs,
    clock,
    random: { unit: () => 1 },
    handlers: {
      'delete-version': async ({ fileId }: JobPayload<'delete-version'>) => {
        done.push(fileId);
        return script(fileId);
      },
      'purge-cdn': async () => script('purge'),
      'sweep-orphans': async () => script('sweep'),
      'sweep-unused': async () => script('unused'),
    },
    onChange: () => (changes += 1),
    onError: (error) => void errors.push(error),
  });
  const actions = createJobActions({ jobs, nowMs: clock.nowMs, onChange: runner.poke });
  const add = (fileId: string, dueAtMs = clock.nowMs()): void => {
    const payload = { fileId, objectName: `media/${fileId}.mp4`, bucketName: 'b' };
    jobs.add({ kind: 'delete-version', key: fileId, payload, dueAtMs }, clock.nowMs());
    runner.poke();
  };
  return { clock, jobs, done, errors, runner, actions, add, changes: () => changes };
}
const done: JobOutcome = { type: 'done' };
const failed = (failure: Partial<JobFailure>): JobOutcome => ({
  type: 'failed',
  failure: { kind: 'io', retry: 'backoff', code: '500', ...failure },
});
const rows = (): unknown => studio.db.prepare('SELECT key, state, attempts FROM jobs ORDER BY key').all();
const context = { windowId: 1 } as never;

test('each is done once, when it is due, the earliest first; what is done is gone', async () => {
  const { clock, runner, add, done: order } = open(() => done);
  add('later', clock.nowMs() + 5_000);
  add('second', clock.nowMs() + 1);
  add('first');
  add('first');
  runner.start();
  await clock.pass(4_000);
  expect(order).toEqual(['first', 'second']);
  await clock.pass(1_000);
  expect(order).toEqual(['first', 'second', 'later']);
  expect(rows()).toEqual([]);
  await runner.stop();
});

test('one that fails is tried again with growing pauses, and holds up nobody', async () => {
  let left = 3;
  const script = (id: string): JobOutcome => (id === 'bad' && left-- > 0 ? failed({}) : done);
  const { clock, runner, add, done: order } = open(script);
  runner.start();
  add('bad');
  add('good', clock.nowMs() + 1);
  await clock.pass(10);
  expect(order).toEqual(['bad', 'good']);
  expect(rows()).toEqual([{ key: 'bad', state: 'waiting', attempts: 1 }]);
  await clock.pass(1_000);
  await clock.pass(2_000);
  expect(order).toEqual(['bad', 'good', 'bad', 'bad']);
  await clock.pass(4_000);
  expect(rows()).toEqual([]);
  await runner.stop();
});

test('what cannot be done is laid aside with its reason; tried again or discarded by hand', async () => {
  let isAllowed = false;
  const refuse = failed({ kind: 'forbidden', retry: 'after-user', code: 'unauthorized' });
  const { clock, runner, add, jobs, actions, done: order } = open(() => (isAllowed ? done : refuse));
  runner.start();
  for (const id of ['a', 'b', 'c']) add(id);
  await clock.pass(1);
  const listed = await actions['job.list']({}, context);
  expect(listed).toMatchObject({ data: { open: 0 } });
  const dead = listed.success ? listed.data.dead : [];
  expect(dead.map(({ subject, reason }) => [subject, reason.kind]).toSorted()).toEqual(
    ['a', 'b', 'c'].map((id) => [`${id}.mp4`, 'forbidden']),
  );
  await clock.pass(10 * 24 * 3_600_000);
  expect(order).toHaveLength(3);
  const idOf = (id: string) => dead.find(({ subject }) => subject === `${id}.mp4`)?.jobId as never;
  await actions['job.discard']({ jobId: idOf('c') }, context);
  isAllowed = true;
  await actions['job.retry']({ jobId: idOf('a') }, context);
  await clock.pass(1);
  expect(rows()).toEqual([{ key: 'b', state: 'dead', attempts: 1 }]);
  expect(await actions['job.retry']({ jobId: idOf('a') }, context)).toMatchObject({ error: { code: 'NOT_FOUND' } });
  // Another key: what waited for somebody is tried again by itself.
  expect(jobs.reviveAfterUser(clock.nowMs())).toBe(true);
  runner.poke();
  await clock.pass(1);
  expect(rows()).toEqual([]);
  await runner.stop();
});

test('a handler that throws, and a row that nobody can read: laid aside, the others go on', async () => {
  const {
    clock,
    runner,
    add,
    jobs,
    errors,
    done: order,
  } = open((id) => {
    if (id === 'bug') throw new Error('a slip');
    return done;
  });
  add('torn');
  studio.db.prepare("UPDATE jobs SET payload = '{\"fileId\":' WHERE key = 'torn'").run();
  add('odd');
  studio.db.prepare("UPDATE jobs SET kind = 'of-a-newer-app' WHERE key = 'odd'").run();
  add('bug');
  add('fine', clock.nowMs() + 1);
  runner.start();
  await clock.pass(1);
  expect(order).toEqual(['bug', 'fine']);
  expect(errors).toHaveLength(1);
  expect(jobs.listDead().map(({ kind, reason }) => [kind, reason.kind])).toEqual(
    expect.arrayContaining([
      [null, 'bad-row'],
      ['delete-version', 'bug'],
    ]),
  );
  expect(jobs.listDead()).toHaveLength(3);
  await runner.stop();
});

test('stopped in the middle of one: it waits for the next start, and is begun again then', async () => {
  const broken = Promise.withResolvers<JobOutcome>();
  const first = open(() => broken.promise);
  first.runner.start();
  first.add('half');
  await first.clock.pass(1);
  const stopping = first.runner.stop();
  broken.resolve(failed({ code: 'aborted' }));
  await stopping;
  expect(rows()).toEqual([{ key: 'half', state: 'running', attempts: 1 }]);
  studio.db.close();
  const second = open(() => done, studio.path);
  second.runner.start();
  await second.clock.pass(1);
  expect(second.done).toEqual(['half']);
  expect(rows()).toEqual([]);
  await second.runner.stop();
});

test('a disk that takes nothing: no job is lost, and it goes on when there is space again', async () => {
  const { clock, runner, add, errors, done: order } = open(() => done);
  add('one');
  studio.db.exec("CREATE TEMP TRIGGER full BEFORE UPDATE ON main.jobs BEGIN SELECT raise(FAIL, 'no space'); END");
  runner.start();
  await clock.pass(60_000);
  expect([errors.length > 1, order]).toEqual([true, []]);
  studio.db.exec('DROP TRIGGER full');
  await clock.pass(60_000);
  expect(order).toEqual(['one']);
  expect(rows()).toEqual([]);
  await runner.stop();
});

test('a handler whose own write finds no space: it is done again, to its end', async () => {
  let isFull = true;
  const {
    clock,
    runner,
    add,
    errors,
    jobs,
    done: order,
  } = open(() => {
    if (isFull) throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
    return done;
  });
  add('one');
  runner.start();
  await clock.pass(1);
  expect(jobs.listDead()).toEqual([]);
  expect(errors).toHaveLength(1);
  isFull = false;
  await clock.pass(60_000);
  expect(order).toEqual(['one', 'one']);
  expect(rows()).toEqual([]);
  await runner.stop();
});

test('put off by a clock that was years ahead: done after the next start', async () => {
  const { clock, runner, add, done: order } = open(() => done);
  add('far', clock.nowMs() + 400 * 24 * 3_600_000);
  runner.start();
  await clock.pass(1);
  expect(order).toEqual(['far']);
  await runner.stop();
});

test('what comes again in a day is one row, and its failures are forgotten with the first that works', async () => {
  const answers: JobOutcome[] = [
    failed({}),
    { type: 'again', afterMs: 86_400_000 },
    { type: 'again', afterMs: 86_400_000 },
  ];
  const { clock, runner, jobs } = open(() => answers.shift() ?? done);
  const daily = { kind: 'sweep-orphans', key: 'daily', payload: {} } as const;
  jobs.add({ ...daily, dueAtMs: clock.nowMs() }, clock.nowMs());
  runner.start();
  await clock.pass(2_000);
  expect(rows()).toEqual([{ key: 'daily', state: 'waiting', attempts: 0 }]);
  expect(jobs.nextDueAtMs()).toBe(clock.nowMs() + 86_400_000 - 1_000);
  // The studio was started again: sooner than in a day.
  jobs.add({ ...daily, dueAtMs: clock.nowMs() + 60_000 }, clock.nowMs());
  runner.poke();
  await clock.pass(60_000);
  expect(answers).toEqual([]);
  expect(rows()).toEqual([{ key: 'daily', state: 'waiting', attempts: 0 }]);
  await runner.stop();
});
