import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCoursePartsTable } from '../../src/main/db/tables/course-parts.ts';
import { createCourseVersionTable } from '../../src/main/db/tables/course-versions.ts';
import { joinSnapshot, snapshotOf, type Snapshot } from '../../src/shared/domain/course-snapshot.ts';
import type { CourseId } from '../../src/shared/domain/ids.ts';
import type { Op } from '../../src/shared/domain/merge.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';
import { http, signInByHttp, type Caller } from './sync-http.ts';
import { layCourse } from './publish-rig.ts';
import { comparable, createDevice, drivers, newInstructor, startSandbox, type Device } from './sync-rig.ts';

/* Publishing is the server's act: one transaction, once per id, out of what it has, and nobody changes it afterwards. */

interface World {
  readonly device: Device;
  readonly caller: Caller;
  readonly course: ReturnType<typeof layCourse>;
}
function publish({ device, caller, course }: World, given: Record<string, unknown> = {}) {
  const { cursor, epoch } = device.store.position(randomUUID);
  const args = { p_client: caller.clientId, p_ws: caller.ws, p_user: caller.userId, p_course: course.id };
  return caller.rpc('course_publish', { ...args, p_version: randomUUID(), p_cursor: cursor, p_epoch: epoch, ...given });
}
const versionsOf = ({ device, course }: World) =>
  createCourseVersionTable(device.db)
    .list(course.id as CourseId)
    .filter(({ kind }) => kind === 'published');

function published(world: World): Snapshot | null {
  const table = createCourseVersionTable(world.device.db);
  const [version] = versionsOf(world);
  const parts = version ? table.listParts(version.versionId) : [];
  return joinSnapshot(parts, parts.length);
}
function present({ device, course }: World): Snapshot | null {
  const parts = createCoursePartsTable(device.db).listIds(course.id);
  return parts && snapshotOf(parts, device.row);
}
const byId = (snapshot: Snapshot | null) =>
  comparable(snapshot?.toSorted((one, other) => (one.id < other.id ? -1 : 1)) ?? null);
const write = (world: World, ...ops: Omit<Op, 'h'>[]) =>
  world.caller.push(
    [{ seq: 1, mid: randomUUID(), ops: ops.map((op) => ({ ...op, h: world.caller.stamp(Date.now()) })) }],
    randomUUID(),
  );

describe.each(drivers)('publishing on %s', (driver) => {
  let sandbox: SupabaseSandbox;
  let device: Device;
  let caller: Caller;
  beforeAll(async () => {
    sandbox = await startSandbox(driver);
    const person = await newInstructor(sandbox);
    device = createDevice(sandbox);
    await device.signIn(person);
    caller = await signInByHttp(sandbox, person);
  });
  /** Another course of the same person, of which everything has arrived. */
  async function open(): Promise<World> {
    const course = layCourse(device);
    expect(await device.sync()).toBe('ok');
    return { device, course, caller };
  }
  afterAll(() => sandbox.stop());

  test('the version is the course as every computer has it, and the course is published', async () => {
    const world = await open();
    const before = present(world);
    const url = 'https://cdn.test/v/one.mp4';
    const answer = await publish(world, { p_urls: { [world.course.versionId]: url, [randomUUID()]: url } });
    expect(answer.body).toMatchObject({ published: true, dup: false });
    expect(await world.device.sync()).toBe('ok');
    expect(versionsOf(world)).toMatchObject([
      { kind: 'published', isComplete: true, createdAtMs: answer.body['at_ms'] },
    ]);
    expect(byId(published(world))).toEqual(byId(before));
    expect(world.device.row('courses', world.course.id)?.['status']).toBe('published');
    const [row] = await sandbox.sql(
      `select jsonb_path_query_array(p.data, '$[*] ? (@.t == "published_urls")') as urls
       from public.course_version_parts p join public.course_versions v on v.id = p.version_id where v.course_id = $1`,
      [world.course.id],
    );
    expect(row?.['urls']).toEqual([{ t: 'published_urls', id: world.course.versionId, v: { url: { url } } }]);
  });

  test('asked again with the same id it answers the same; with another, that there is something its author has not seen', async () => {
    const world = await open();
    const p_version = randomUUID();
    const [first, again] = [await publish(world, { p_version }), await publish(world, { p_version })];
    expect([first.body['dup'], again.body['dup']]).toEqual([false, true]);
    expect(again.body).toMatchObject({ published: true, rev: first.body['rev'], at_ms: first.body['at_ms'] });
    expect((await publish(world)).body).toMatchObject({ refused: 'moved' });
    expect(await world.device.sync()).toBe('ok');
    expect(versionsOf(world)).toHaveLength(1);
    const other = world.device.newCourse('Other');
    await world.device.sync();
    expect((await publish(world, { p_version, p_course: other })).body).toMatchObject({ refused: 'id' });
  });

  test('of two at once one is published, the other is told', async () => {
    const world = await open();
    const answers = await Promise.all([publish(world), publish(world), publish(world)]);
    const told = answers.map(({ body }) => body['refused'] ?? body['published']).toSorted();
    expect(told).toEqual(['moved', 'moved', true]);
  });

  test('what has not arrived, a video that is not stored, a course that is gone and another history are in the way', async () => {
    const world = await open();
    const { device, course } = world;
    expect((await publish(world, { p_epoch: randomUUID() })).body).toMatchObject({ refused: 'moved' });
    device.mutate({ t: 'media_versions', id: course.versionId, k: 'set', v: { stored: course.notStored } });
    await device.sync();
    expect((await publish(world)).body).toMatchObject({ refused: 'not-stored', lessons: [course.lessonId] });
    device.mutate({ t: 'lessons', id: course.lessonId, k: 'set', v: { status: { status: 'draft' } } });
    await device.sync();
    expect((await publish(world)).body).toMatchObject({ published: true });
    await device.sync();
    device.mutate({ t: 'courses', id: course.id, k: 'set', v: { life: { deleted_at_ms: 1 } } });
    await device.sync();
    expect((await publish(world)).body).toMatchObject({ refused: 'missing' });
  });

  test('only owners and editors publish; nobody for somebody else, and nobody through a door that is not there', async () => {
    const world = await open();
    const join = async (): Promise<Caller> => signInByHttp(sandbox, await newInstructor(sandbox));
    const [viewer, editor, stranger] = [await join(), await join(), await join()];
    for (const [person, role] of [
      [viewer, 'viewer'],
      [editor, 'editor'],
    ] as const)
      await sandbox.sql('insert into sync.member (ws, user_id, role) values ($1, $2, $3)', [
        world.caller.ws,
        person.userId,
        role,
      ]);
    const as = (caller: Caller, more = {}) =>
      publish({ ...world, caller: { ...caller, ws: world.caller.ws } }, { p_user: caller.userId, ...more });
    expect((await as(viewer)).body).toMatchObject({ refused: 'role' });
    expect((await as(stranger)).body).toMatchObject({ revoked: true });
    expect((await as(stranger, { p_user: world.caller.userId })).body.code).toBe('28000');
    expect((await publish(world, { p_urls: { a: 'javascript:alert(1)' } })).body.code).toBe('22023');
    expect((await http(sandbox, null).rpc('course_publish', {})).status).toBeGreaterThanOrEqual(400);
    expect((await publish({ ...world, caller: { ...world.caller, rpc: http(sandbox, null).rpc } })).body.code).toBe(
      '42501',
    );
    expect((await as(editor)).body).toMatchObject({ published: true });
  });

  test('a published version is written by nobody else: not made, renamed, deleted, given parts or undone by hand', async () => {
    const world = await open();
    const p_version = randomUUID();
    const made = { course_id: world.course.id, kind: 'published', part_count: 1, created_at_ms: 1 };
    const put: Omit<Op, 'h'> = { t: 'course_versions', id: randomUUID(), k: 'put', v: { origin: made } };
    const status: Omit<Op, 'h'> = {
      t: 'courses',
      id: world.course.id,
      k: 'set',
      v: { status: { status: 'published' } },
    };
    const refused = [{ status: 'rejected', code: '42501' }];
    expect((await write(world, put)).body.results).toMatchObject(refused);
    expect((await write(world, status)).body.results).toMatchObject(refused);
    await publish(world, { p_version });
    await world.device.sync();
    const [partId] = createCourseVersionTable(world.device.db).partIds(p_version as never);
    const life = { life: { deleted_at_ms: 1 } };
    const writes: Omit<Op, 'h'>[] = [
      { t: 'course_versions', id: p_version, k: 'set', v: { name: { name: 'Mine' } } },
      { t: 'course_versions', id: p_version, k: 'set', v: life },
      { t: 'course_version_parts', id: partId ?? '', k: 'set', v: life },
      {
        t: 'course_version_parts',
        id: randomUUID(),
        k: 'put',
        v: { origin: { version_id: p_version, n: 1, data: [] } },
      },
    ];
    for (const op of writes) expect((await write(world, op)).body.results).toMatchObject(refused);
    await expect(
      sandbox.sql(`update public.course_versions set kind = 'named' where id = $1`, [p_version]),
    ).rejects.toThrow('a published version is not changed');
    await expect(
      sandbox.sql('delete from public.course_version_parts where version_id = $1', [p_version]),
    ).rejects.toThrow('a published version is not changed');
    await expect(sandbox.sql('delete from public.course_versions where id = $1', [p_version])).rejects.toThrow(
      'a published version is not changed',
    );
    const named: Omit<Op, 'h'> = { ...put, v: { origin: { ...made, kind: 'named' } } };
    expect((await write(world, named)).body.results).toMatchObject([{ status: 'applied' }]);
    await expect(
      sandbox.sql(`update public.course_versions set kind = 'published' where id = $1`, [put.id]),
    ).rejects.toThrow('a published version is not changed');
  });

  test('with a course that was purged its versions may go, and are collected', async () => {
    const world = await open();
    const p_version = randomUUID();
    await publish(world, { p_version });
    await world.device.sync();
    const table = createCourseVersionTable(world.device.db);
    const gone = { life: { deleted_at_ms: 1 } };
    const go: Omit<Op, 'h'>[] = [
      ...table
        .partIds(p_version as never)
        .map((id) => ({ t: 'course_version_parts' as const, id, k: 'set' as const, v: gone })),
      { t: 'course_versions', id: p_version, k: 'set', v: gone },
    ];
    world.device.mutate({ t: 'courses', id: world.course.id, k: 'set', v: gone });
    await world.device.sync();
    expect((await write(world, ...go)).body.results).toMatchObject([{ code: '42501' }]);
    world.device.mutate({ t: 'courses', id: world.course.id, k: 'set', v: { purge: { purged_at_ms: 2 } } });
    await world.device.sync();
    expect((await write(world, ...go)).body.results).toMatchObject([{ status: 'applied' }]);
    await sandbox.sql(`select sync.collect_tombstones('0 days')`);
    expect(await sandbox.sql('select id from public.course_versions where id = $1', [p_version])).toEqual([]);
  });

  test('a large course comes in parts, and what is left out of it locally is left out of the version', async () => {
    const world = await open();
    world.course.addLessons(300, 'x'.repeat(2_000));
    world.course.addHidden();
    while (world.device.waiting() > 0) expect(await world.device.sync()).toBe('ok');
    const before = present(world);
    expect((await publish(world)).body).toMatchObject({ published: true });
    await world.device.sync();
    const [version] = versionsOf(world);
    expect(createCourseVersionTable(world.device.db).partIds(version?.versionId as never).length).toBeGreaterThan(3);
    expect(byId(published(world))).toEqual(byId(before));
  });
});
