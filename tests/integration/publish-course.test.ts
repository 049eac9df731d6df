import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { CourseId } from '../../src/shared/domain/ids.ts';
import { ok } from '../../src/shared/ipc/result.ts';
import type { Credentials } from '../sandbox/supabase/seed.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';
import { layCourse, openPublisher, type Publisher } from './publish-rig.ts';
import { anyDriver, newInstructor, set, startSandbox } from './sync-rig.ts';

/* A course is published from one of two computers, over a real server, with answers that get lost. */
describe('publishing a course', () => {
  let sandbox: SupabaseSandbox;
  let person: Credentials;
  const open: Publisher[] = [];
  beforeAll(async () => {
    sandbox = await startSandbox(anyDriver);
    person = await newInstructor(sandbox);
  });
  afterEach(async () => {
    for (const one of open.splice(0)) await one.close();
  });
  afterAll(() => sandbox.stop());

  async function join(options: Parameters<typeof openPublisher>[1] = {}): Promise<Publisher> {
    const publisher = openPublisher(sandbox, options);
    open.push(publisher);
    await publisher.begin(person);
    return publisher;
  }
  const published = (id: string) =>
    sandbox.sql(`select id from public.course_versions where course_id = $1 and kind = 'published'`, [id]);
  const rename = (on: Publisher, id: string, title: string) =>
    on.device.mutate(set('courses', id, { title: { title } }));

  test('what waits goes first, the phases are told, and the other computer sees the version', async () => {
    const [here, there] = [await join(), await join()];
    const { id, versionId } = layCourse(here.device);
    const outcome = await here.start(id as CourseId);
    expect(outcome).toMatchObject({ success: true });
    expect(here.phases).toEqual(['checking', 'sending', 'publishing']);
    expect(here.device.waiting()).toBe(0);
    await there.sync();
    const [[mine], [theirs]] = [here.listed(id), there.listed(id)];
    expect([mine?.isComplete, theirs]).toEqual([true, mine]);
    expect(outcome).toEqual(ok({ versionId: mine?.versionId }));
    expect(there.device.row('courses', id)?.['status']).toBe('published');
    const [{ urls } = {}] = await sandbox.sql(
      `select jsonb_path_query_array(data, '$[*] ? (@.t == "published_urls").v.url.url') as urls
       from public.course_version_parts where version_id = $1`,
      [mine?.versionId],
    );
    expect(urls).toEqual(['https://cdn.test/v/one.mp4']);
    expect(versionId).toBeTypeOf('string');
  });

  test('two at once: one is published, the other is told; what another computer wrote is to be looked at first', async () => {
    const [here, there] = [await join(), await join()];
    const { id } = layCourse(here.device);
    await here.sync();
    await there.sync();
    const both = await Promise.all([here.start(id as CourseId), there.start(id as CourseId)]);
    const codes = both.map((one) => (one.success ? 'ok' : one.error.code)).toSorted();
    expect(codes).toEqual(['PUBLISH_MEANWHILE', 'ok']);
    expect(await published(id)).toHaveLength(1);
    await here.sync();
    await there.sync();
    rename(there, id, 'By the other');
    await there.sync();
    expect(await here.start(id as CourseId)).toMatchObject({ error: { code: 'PUBLISH_CHANGED' } });
    expect(here.device.titleOf(id)).toBe('By the other');
    expect(await here.start(id as CourseId)).toMatchObject({ success: true });
    expect(await published(id)).toHaveLength(2);
  });

  test('an answer that is lost: asked again it is the same version, also after it was changed meanwhile', async () => {
    const lost = { count: 0 };
    const here = await join({
      async fetch(input, init) {
        const answer = await globalThis.fetch(input, init);
        if (!String(input).endsWith('/course_publish') || lost.count-- <= 0) return answer;
        throw new TypeError('fetch failed');
      },
    });
    const { id } = layCourse(here.device);
    lost.count = 1;
    expect(await here.start(id as CourseId)).toMatchObject({ error: { code: 'PUBLISH_NO_ANSWER' } });
    const [first] = await published(id);
    expect(await here.start(id as CourseId)).toEqual(ok({ versionId: first?.['id'] }));
    expect(await published(id)).toHaveLength(1);
    lost.count = 1;
    rename(here, id, 'Second');
    expect(await here.start(id as CourseId)).toMatchObject({ error: { code: 'PUBLISH_NO_ANSWER' } });
    rename(here, id, 'Third');
    expect(await here.start(id as CourseId)).toMatchObject({ success: true });
    expect(await published(id)).toHaveLength(3);
  });

  test('a request that is lost leaves its id for the next one; cancelled, nothing is asked any more', async () => {
    const lost = { isOn: true };
    const here = await join({
      fetch: (input, init) =>
        String(input).endsWith('/course_publish') && lost.isOn
          ? Promise.reject(new TypeError('fetch failed'))
          : globalThis.fetch(input, init),
    });
    const { id } = layCourse(here.device);
    expect(await here.start(id as CourseId)).toMatchObject({ error: { code: 'PUBLISH_NO_ANSWER' } });
    expect(await published(id)).toEqual([]);
    const pending = here.pending(id);
    lost.isOn = false;
    here.onPhase((phase) => phase === 'sending' && here.cancel(id as CourseId));
    expect(await here.start(id as CourseId)).toMatchObject({ error: { code: 'PUBLISH_CANCELLED' } });
    expect(await published(id)).toEqual([]);
    here.onPhase(() => undefined);
    expect(await here.start(id as CourseId)).toEqual(ok({ versionId: pending }));
    expect(here.pending(id)).toBeNull();
  });

  test('one that is under way is not begun twice; a viewer and who was taken out are told', async () => {
    const here = await join();
    const { id } = layCourse(here.device);
    const [first, second] = [here.start(id as CourseId), here.start(id as CourseId)];
    expect(await second).toMatchObject({ error: { code: 'PUBLISH_RUNNING' } });
    expect(await first).toMatchObject({ success: true });
    rename(here, id, 'Again');
    await here.sync();
    const ws = here.device.state.get('workspace_id');
    await sandbox.sql(`update sync.member set role = 'viewer' where ws = $1`, [ws]);
    expect(await here.start(id as CourseId)).toMatchObject({ error: { code: 'PUBLISH_FORBIDDEN' } });
    await sandbox.sql(`update sync.member set role = 'owner' where ws = $1`, [ws]);
    expect(await here.start(id as CourseId)).toMatchObject({ success: true });
  });

  test('a server without the door, one that is away and nobody signed in are told, and the checklist comes first', async () => {
    const here = await join();
    const { id } = layCourse(here.device);
    here.findings = [
      { check: 'course.cover', level: 'blocker', isMet: false, have: null, min: null, max: null, places: [] },
    ];
    expect(await here.start(id as CourseId)).toMatchObject({ error: { code: 'PUBLISH_BLOCKED' } });
    expect(here.phases).toEqual(['checking']);
    here.findings = [];
    await sandbox.sql('alter function public.course_publish rename to course_publish_away');
    try {
      expect(await here.start(id as CourseId)).toMatchObject({ error: { code: 'PUBLISH_SERVER_OLD' } });
    } finally {
      await sandbox.sql('alter function public.course_publish_away rename to course_publish');
    }
    const away = openPublisher(sandbox, {
      path: here.device.path,
      fetch: () => Promise.reject(new TypeError('no network')),
    });
    open.push(away);
    away.engine.start();
    expect(await away.start(id as CourseId)).toMatchObject({ error: { code: 'PUBLISH_SIGNED_OUT' } });
    expect(await published(id)).toEqual([]);
  });
});
