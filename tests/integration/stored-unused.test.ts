import { afterEach, beforeEach, expect, test } from 'vitest';
import { createJobTable } from '../../src/main/db/tables/jobs.ts';
import { createMediaTable } from '../../src/main/db/tables/media.ts';
import { createStoredUses } from '../../src/main/db/tables/stored-uses.ts';
import { createHearing, createSyncState } from '../../src/main/db/sync-state.ts';
import { createDeleteVersion, type DeleteVersionDeps } from '../../src/main/lib/jobs/delete-version.ts';
import { createSweepUnused } from '../../src/main/lib/jobs/sweep-unused.ts';
import { good } from '../../src/main/uploads/ports.ts';
import type { VersionId } from '../../src/shared/domain/ids.ts';
import type { Draft } from '../../src/shared/domain/merge.ts';
import { reachNow, reachOfSweep } from '../../src/shared/domain/trash.ts';
import { editElsewhere, openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { openDeletion } from '../helpers/stored-deletion.ts';

/* Which stored objects are nobody's any more: rows of a real database, and times of the service. */
const dayMs = 86_400_000;
let studio: TestDatabase;
let course: string;
let chapter: string;
beforeEach(() => {
  studio = openTestDatabase();
  [course, chapter] = [studio.edit.newId(), studio.edit.newId()];
  put('courses', course, { title: { title: 'Cells' } });
  put('chapters', chapter, { place: { course_id: course, pos: 'a' } });
});
afterEach(() => studio.db.close());

const label = { code: 'course.edit' as const, count: 1, name: '' };
const write = (...drafts: Draft[]): void => void studio.mutator.mutate({ label, drafts });
const put = (t: Draft['t'], id: string, v: Draft['v']): void => write({ t, id, k: 'put', v });
const set = (t: Draft['t'], id: string, v: Draft['v']): Draft => ({ t, id, k: 'set', v });
const dead = (t: Draft['t'], id: string): Draft => set(t, id, { life: { deleted_at_ms: 5 } });
const purged = (t: Draft['t'], id: string): Draft => set(t, id, { purge: { purged_at_ms: 5 } });

/** A lesson whose file is stored as the object `fileId`. */
function addLesson(fileId: string) {
  const [lesson, media, version, link] = [1, 2, 3, 4].map(() => studio.edit.newId()) as [
    string,
    string,
    string,
    string,
  ];
  const stored = { bucket_name: 'b', object_name: `media/${fileId}`, b2_file_id: fileId, stored_at_ms: 1 };
  put('lessons', lesson, { place: { chapter_id: chapter, pos: lesson } });
  put('media_versions', version, {
    origin: { media_id: media, file_name: 'a.mp4', bytes: 1, created_at_ms: 1 },
    stored,
  });
  put('media_files', media, { origin: { kind: 'video', created_at_ms: 1 }, current: { current_version_id: version } });
  const ends = { media_id: media, target_type: 'lesson', target_id: lesson, role: 'video', language: null };
  put('media_links', link, { ends });
  return { lesson, media, version, link };
}
const uses = () => createStoredUses(studio.db);
/** What a sweep finds so long after now. */
const swept = (afterMs: number): string[] =>
  uses()
    .listUnused(reachOfSweep(studio.nowMs() + afterMs), null)
    .map(({ fileId }) => fileId);
const used = (fileId: string, afterMs = 0): number => uses().count(fileId, reachNow(studio.nowMs() + afterMs));

/** Deletes what `asked` then names; all that is not given is well. */
const deletionJob = (asked: string[], deps: Pick<DeleteVersionDeps, 'standing'> & Partial<DeleteVersionDeps>) =>
  createDeleteVersion({
    isAwaited: () => false,
    hear: async () => true,
    getFile: async () => good(null),
    bucket: () => 'b',
    serverNowMs: async () => good(null),
    onDeleted: () => {},
    onReplaced: () => {},
    onMissed: () => {},
    async deleteFileVersion(fileId) {
      asked.push(fileId);
      return good(undefined);
    },
    ...deps,
  });

test('in the trash everything stays; what left it by itself goes after ninety days and a week more', () => {
  const { lesson } = addLesson('f');
  write(dead('lessons', lesson));
  expect([swept(96 * dayMs), used('f', 96 * dayMs)]).toEqual([[], 1]);
  expect([swept(98 * dayMs), used('f', 98 * dayMs)]).toEqual([['f'], 0]);
  // Without the service's time nothing expires.
  expect(uses().count('f', reachNow(null))).toBe(1);
  write(set('lessons', lesson, { life: { deleted_at_ms: null } }));
  expect([swept(1_000 * dayMs), used('f', 1_000 * dayMs)]).toEqual([[], 1]);
});

test('purged on another computer: it has two weeks to delete the bytes itself; with a chapter or a course goes what is in it', () => {
  addLesson('f');
  for (const [table, id] of [
    ['chapters', chapter],
    ['courses', course],
  ] as const) {
    editElsewhere(studio, dead(table, id));
    expect(used('f')).toBe(1);
    editElsewhere(studio, purged(table, id));
    expect([swept(13 * dayMs), swept(15 * dayMs), used('f')]).toEqual([[], ['f'], 0]);
    editElsewhere(studio, set(table, id, { life: { deleted_at_ms: null } }));
    expect([swept(15 * dayMs), used('f')]).toEqual([[], 1]);
  }
});

test('an object that several versions share stays for the last of them, be it in the trash', () => {
  const [one, two] = [addLesson('f'), addLesson('f')];
  write(dead('lessons', one.lesson), purged('lessons', one.lesson), dead('lessons', two.lesson));
  expect([swept(15 * dayMs), used('f')]).toEqual([[], 1]);
  write(purged('lessons', two.lesson));
  expect(swept(15 * dayMs)).toEqual(['f']);
  // One file on two lessons.
  const ends = { media_id: one.media, target_type: 'lesson', target_id: addLesson('g').lesson, role: 'video' };
  put('media_links', studio.edit.newId(), { ends: { ...ends, language: null } });
  expect([swept(15 * dayMs), used('f')]).toEqual([[], 1]);
});

test('an import that was undone keeps its bytes while it is in the trash; then they go, without having been purged, too', () => {
  const { lesson, media, version, link } = addLesson('f');
  write(
    dead('media_links', link),
    dead('media_versions', version),
    dead('media_files', media),
    dead('lessons', lesson),
  );
  expect([swept(96 * dayMs), used('f', 96 * dayMs), swept(98 * dayMs)]).toEqual([[], 1, ['f']]);
  write(purged('lessons', lesson));
  // Its link was deleted just now, which could be undone; but it leads to what is lost.
  expect(used('f')).toBe(0);
});

test('taken off a lesson is not thrown away; a new export that was undone can be redone for ninety days', () => {
  const { media, version, link } = addLesson('f');
  write(dead('media_links', link));
  expect([swept(1_000 * dayMs), used('f', 1_000 * dayMs)]).toEqual([[], 1]);
  write(set('media_links', link, { life: { deleted_at_ms: null } }));
  write(set('media_files', media, { current: { current_version_id: null } }), dead('media_versions', version));
  expect([swept(96 * dayMs), swept(98 * dayMs)]).toEqual([[], ['f']]);
});

test('a kept version of a course holds what it names, as long as its course is not lost itself', () => {
  const { lesson, media } = addLesson('f');
  const kept = studio.edit.newId();
  put('course_versions', kept, { origin: { course_id: course, kind: 'named', part_count: 1, created_at_ms: 1 } });
  const data = JSON.stringify([{ id: media }]);
  put('course_version_parts', studio.edit.newId(), { origin: { version_id: kept, n: 1, data } });
  write(dead('lessons', lesson), purged('lessons', lesson));
  expect([swept(15 * dayMs), used('f')]).toEqual([[], 1]);
  write(dead('courses', course));
  expect(used('f')).toBe(1);
  write(purged('courses', course));
  expect([swept(15 * dayMs), used('f')]).toEqual([['f'], 0]);
});

test('an upload of something else that shares it, or is not written down yet, is a use; that of what is lost is none', () => {
  const { lesson, version } = addLesson('f');
  write(dead('lessons', lesson), purged('lessons', lesson));
  studio.db
    .prepare(
      `INSERT INTO uploads (id, version_id, path, size_bytes, name, content_type, state, position, receipt, created_at_ms,
       updated_at_ms) VALUES ('u', ?, '/a', 100, 'a', 'video/mp4', 'ready', 1, '{"fileId":"f"}', 1, 1)`,
    )
    .run(version);
  expect([used('f'), swept(15 * dayMs)]).toEqual([0, ['f']]);
  studio.db.prepare("UPDATE uploads SET version_id = 'of-another'").run();
  expect([used('f'), swept(15 * dayMs)]).toEqual([1, []]);
});

test('an upload that is not at its end needs its object, but keeps it for nobody: it may still take it back', () => {
  const insert = studio.db.prepare(
    `INSERT INTO uploads (id, version_id, path, size_bytes, name, content_type, state, position, b2_file_id, created_at_ms,
     updated_at_ms) VALUES ('u', 'v', '/a', 100, 'a', 'video/mp4', 'paused', 1, 'f', 1, 1)`,
  );
  insert.run();
  const isKept = () => uses().isKept('f', reachNow(null));
  expect([used('f'), isKept()]).toEqual([1, false]);
  studio.db.prepare("UPDATE uploads SET state = 'ready'").run();
  expect([used('f'), isKept()]).toEqual([1, true]);
});

test('swept twice it is asked for once, and comes again in a day; a purge in the middle of nothing asks for nothing', async () => {
  const { lesson } = addLesson('f');
  addLesson('g');
  editElsewhere(studio, dead('lessons', lesson));
  editElsewhere(studio, purged('lessons', lesson));
  const deletion = openDeletion(studio);
  const jobs = createJobTable(studio.db, studio.edit.newId);
  let now: number | null = null;
  const sweep = createSweepUnused({ serverNowMs: async () => good(now), queueForgotten: deletion.queueForgotten });
  const run = async () => sweep({}, new AbortController().signal);
  expect([await run(), jobs.countOpen()]).toEqual([{ type: 'again', afterMs: dayMs }, 0]);
  now = studio.nowMs() + 15 * dayMs;
  await run();
  await run();
  expect(studio.db.prepare('SELECT key FROM jobs').pluck().all()).toEqual(['f']);
  expect(deletion.queueUnused([chapter])).toBe(0);
});

test('nothing is deleted before it is known here what other computers did, nor before the new one is stored', async () => {
  const state = createSyncState(studio.db);
  const pulls: boolean[] = [false, true];
  let monotonicMs = 0;
  const pull = async (): Promise<boolean> => pulls.shift() ?? false;
  const hear = createHearing(studio.db, pull, () => monotonicMs);
  expect(await hear()).toBe(true);
  state.set('owner_id', 'me');
  // When it synced last says nothing: the clock may have been wrong then.
  state.set('last_synced_at_ms', Number.MAX_SAFE_INTEGER);
  expect([await hear(), await hear(), await hear()]).toEqual([false, true, true]);
  monotonicMs = 11_000;
  expect([await hear(), pulls]).toEqual([false, []]);
  pulls.push(true);
  state.set('resync', 1);
  const { version } = addLesson('new');
  write(
    set('media_versions', version, {
      stored: { bucket_name: null, object_name: null, b2_file_id: null, stored_at_ms: null },
    }),
  );
  const asked: string[] = [];
  const job = deletionJob(asked, {
    standing: () => 'unused',
    isAwaited: (id) => uses().isAwaited(id, reachNow(null)),
    hear,
  });
  const payload = { fileId: 'old', objectName: 'o', bucketName: 'b', replacedBy: version as VersionId };
  const run = async () => job(payload, new AbortController().signal);
  expect(await run()).toMatchObject({ type: 'again' });
  state.set('resync', null);
  expect(await run()).toMatchObject({ type: 'again' });
  expect(asked).toEqual([]);
  const stored = { bucket_name: 'b', object_name: 'o', b2_file_id: 'new', stored_at_ms: 1 };
  write(set('media_versions', version, { stored }));
  expect([await run(), asked]).toEqual([{ type: 'done' }, ['old']]);
});

test('a discard that was queued before jobs said that they are one deletes nothing; the sweep does, once nobody can want it back', async () => {
  const { media, version } = addLesson('old');
  const next = studio.edit.newId();
  const stored = { bucket_name: 'b', object_name: 'media/new', b2_file_id: 'new', stored_at_ms: 1 };
  put('media_versions', next, { origin: { media_id: media, file_name: 'a.mp4', bytes: 2, created_at_ms: 1 }, stored });
  write(set('media_files', media, { current: { current_version_id: next } }), dead('media_versions', version));
  const serverNowMs = (afterMs: number) => async () => good(studio.nowMs() + afterMs);
  const asked: string[] = [];
  const done = (afterMs: number) =>
    deletionJob(asked, { standing: uses().standing, serverNowMs: serverNowMs(afterMs) })(
      { fileId: 'old', objectName: 'media/old', bucketName: 'b' },
      AbortSignal.timeout(5_000),
    );
  expect([await done(3_600_000), asked]).toEqual([{ type: 'done' }, []]);
  const jobs = createJobTable(studio.db, studio.edit.newId);
  const sweep = (afterMs: number) =>
    createSweepUnused({ serverNowMs: serverNowMs(afterMs), queueForgotten: openDeletion(studio).queueForgotten })(
      {},
      AbortSignal.timeout(5_000),
    );
  await sweep(96 * dayMs);
  expect(jobs.countOpen()).toBe(0);
  await sweep(98 * dayMs);
  expect(jobs.countOpen()).toBe(1);
  expect([await done(99 * dayMs), asked]).toEqual([{ type: 'done' }, ['old']]);
});

test('many that turn out to be gone are written down in one step, whoever shares them', () => {
  const [first, sharer, second, kept] = ['f', 'f', 'g', 'h'].map(addLesson).map(({ version }) => version);
  const before = studio.committed.length;
  openDeletion(studio).noteDeleted(['f', 'g', 'unknown'].map((fileId) => ({ fileId, objectName: `media/${fileId}` })));
  const written = studio.committed.slice(before).map((changed) => changed.map(({ id }) => id).toSorted());
  expect(written).toEqual([[first, sharer, second].toSorted()]);
  const media = createMediaTable(studio.db);
  expect([media.listOfObject('f'), media.listOfObject('g'), media.listOfObject('h')]).toEqual([[], [], [kept]]);
});
