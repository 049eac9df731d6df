import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createBackups } from '../../src/main/db/backups/backups.ts';
import { createBackupThread } from '../../src/main/db/backups/thread.ts';
import { firstPositions } from '../../src/shared/domain/position.ts';
import { openTestDatabase } from '../helpers/database.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { percentile, report, round, type Figures } from './report.ts';

/**
 * How long the loop that answers the windows is held while a large data file is backed up, listed and checked: in that
 * loop, and in the thread that the studio uses. `npm run bench:backups [-- --json FILE]`
 */
const LESSONS = 20_000;
const BODY = 'What the cell does with light, in a few words of somebody who teaches it. '.repeat(40);
const ROUNDS = 3;

const entry = new URL('../../src/main/db/backups/worker.ts', import.meta.url);
const thread = createBackupThread((job) => new Worker(entry, { workerData: job }));
const studio = openTestDatabase(join(temporaryFolder(), 'lectern.db'));
const folder = join(temporaryFolder(), 'backups');
const here = createBackups(folder);

const keys = firstPositions(LESSONS);
const chapterId = studio.edit.newId();
studio.mutator.mutate({
  label: { code: 'course.import', count: LESSONS, name: 'Cells' },
  undoable: false,
  drafts: keys.map((pos, index) => ({
    t: 'lessons',
    id: studio.edit.newId(),
    k: 'put' as const,
    v: { place: { chapter_id: chapterId, pos }, title: { title: `Lesson ${index}` } },
  })),
});
// The text only in the rows, as when all has been sent: the file's size is what counts here.
studio.db.prepare('UPDATE lessons SET body = ?').run(BODY);
studio.db.pragma('wal_checkpoint(TRUNCATE)');

const cpuMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
};

/**
 * The longest times for which the loop did not turn, and how long the work took; with an edit every 20 ms. On a busy
 * machine the loop also waits for a core: the CPU time of its own thread between two turns is what it was kept busy for.
 */
async function held(work: () => Promise<unknown>, rounds = ROUNDS): Promise<Figures> {
  const gaps: number[] = [];
  const busy: number[] = [];
  const edits: number[] = [];
  const took: number[] = [];
  for (let round = 0; round < rounds; round++) {
    let lastMs = performance.now();
    let lastCpuMs = cpuMs();
    let editedMs = lastMs;
    const look = (): void => {
      gaps.push(performance.now() - lastMs);
      busy.push(cpuMs() - lastCpuMs);
    };
    const turn = setInterval(() => {
      look();
      if (performance.now() - editedMs >= 20) {
        editedMs = performance.now();
        edit(edits.length);
        edits.push(performance.now() - editedMs);
      }
      // What the edit itself takes is told apart.
      lastMs = performance.now();
      lastCpuMs = cpuMs();
    }, 1);
    const startedMs = performance.now();
    await work();
    took.push(performance.now() - startedMs);
    look();
    clearInterval(turn);
  }
  return {
    'took ms': round(percentile(took, 0.5), 0),
    'held p99 ms': round(percentile(gaps, 0.99)),
    'held most ms': round(Math.max(...gaps)),
    'of it CPU, most ms': round(Math.max(...busy)),
    'edit p50 ms': round(percentile(edits, 0.5)),
    'edit p99 ms': round(percentile(edits, 0.99)),
    'edit most ms': round(Math.max(0, ...edits)),
  };
}
const courseId = studio.edit.newId();
function edit(n: number): void {
  const label = { code: 'course.edit' as const, count: 1, name: '' };
  const v = { title: { title: `Edited ${n}` } };
  studio.mutator.mutate({ label, drafts: [{ t: 'courses', id: courseId, k: 'put', v }] });
}

/** What the machine itself does to the loop when another thread has as much to do. */
function compute(): Promise<unknown> {
  const busy = 'const end = Date.now() + 1000; while (Date.now() < end);';
  return once(new Worker(busy, { eval: true }), 'exit');
}

let atMs = Date.UTC(2026, 0, 1);
const input = () => ({ folder, path: studio.path, reason: 'manual' as const, atMs: (atMs += 1_000) });
const inLoop = (): Promise<string> => {
  const { path, reason, atMs: at } = input();
  return here.make(path, reason, at);
};
const idle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1_000));

const name = here.makeNow(studio.db, 'manual', (atMs += 1_000));
const rows = {
  'nothing, the same edits': await held(idle),
  'a thread that only computes, for as long': await held(compute),
  'a backup in a thread (as the studio does)': await held(() => thread.run('make', input())),
  'a backup in the loop': await held(inLoop),
  'the list of them in a thread': await held(() => thread.run('list', { folder })),
  'the list of them in the loop': await held(async () => here.list()),
  'the check of one in a thread': await held(() => thread.run('check', { folder, name })),
  'the check of one in the loop': await held(async () => here.check(name)),
};
const megabytes = round(statSync(studio.path).size / 1e6, 0);
report(`the main loop beside backups of a data file of ${megabytes} MB`, rows);
studio.db.close();
