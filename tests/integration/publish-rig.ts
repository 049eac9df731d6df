import { v7 as uuidv7 } from 'uuid';
import { createPublishing } from '../../src/main/actions/publish-course.ts';
import { createCoursePartsTable } from '../../src/main/db/tables/course-parts.ts';
import { createCourseVersionTable } from '../../src/main/db/tables/course-versions.ts';
import { createPublicationTable } from '../../src/main/db/tables/publications.ts';
import { createSupabaseServer } from '../../src/main/sync/adapters/supabase.ts';
import { createSyncEngine } from '../../src/main/sync/engine.ts';
import { systemClock } from '../../src/main/uploads/adapters/system.ts';
import { publishedUrl } from '../../src/main/uploads/published-url.ts';
import type { CourseId } from '../../src/shared/domain/ids.ts';
import type { Draft } from '../../src/shared/domain/merge.ts';
import type { Finding, PublishPhase } from '../../src/shared/domain/publish-check.ts';
import type { Credentials } from '../sandbox/supabase/seed.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';
import { createDevice, put, type Device, type DeviceOptions } from './sync-rig.ts';

const sha1 = 'a'.repeat(40);
const stored = { bucket_name: 'b', object_name: 'v/one.mp4', b2_file_id: 'f', stored_at_ms: 1 };
const notStored = { bucket_name: null, object_name: null, b2_file_id: null, stored_at_ms: null };

const newIds = () => ({
  id: uuidv7(),
  chapterId: uuidv7(),
  lessonId: uuidv7(),
  mediaId: uuidv7(),
  versionId: uuidv7(),
  tagId: uuidv7(),
});
type Ids = ReturnType<typeof newIds>;
const link = (mediaId: string, type: 'lesson' | 'course', id: string, role: string): Draft =>
  put('media_links', uuidv7(), { ends: { media_id: mediaId, target_type: type, target_id: id, role } });

function rowsOf({ id, chapterId, lessonId, mediaId, versionId, tagId }: Ids): Draft[] {
  return [
    put('courses', id, {
      origin: { created_at_ms: 1 },
      title: { title: 'Cells' },
      objectives: { objectives: ['See'] },
    }),
    put('chapters', chapterId, { place: { course_id: id, pos: 'a0' }, title: { title: 'One' } }),
    put('lessons', lessonId, {
      place: { chapter_id: chapterId, pos: 'a0' },
      title: { title: 'Film' },
      kind: { kind: 'video' },
    }),
    put('lessons', uuidv7(), {
      place: { chapter_id: chapterId, pos: 'a1' },
      kind: { kind: 'link' },
      content: { content: { link: { url: 'https://a.test/', title: 'ü' } } },
    }),
    put('media_files', mediaId, { origin: { kind: 'video' }, current: { current_version_id: versionId } }),
    put('media_versions', versionId, {
      origin: { media_id: mediaId, file_name: 'one.mp4', bytes: 7 },
      stored,
      hash: { sha1 },
    }),
    put('tags', tagId, { name: { name: 'cells' } }),
    put('taggings', uuidv7(), { ends: { tag_id: tagId, target_type: 'lesson', target_id: lessonId } }),
    link(mediaId, 'lesson', lessonId, 'video'),
    link(mediaId, 'course', id, 'promo'),
  ];
}

/** A course with a stored video, a promo, a tag and texts, written on a computer; its rows wait to be sent. */
export function layCourse(device: Pick<Device, 'mutate'>) {
  const ids = newIds();
  const { id, chapterId, lessonId } = ids;
  device.mutate(...rowsOf(ids));
  return {
    ...ids,
    notStored,
    addLessons(count: number, body: string): void {
      const place = (at: number) => ({ chapter_id: chapterId, pos: `b${at}` });
      const lessons = Array.from({ length: count }, (_, at) =>
        put('lessons', uuidv7(), { place: place(at), kind: { kind: 'text' }, body: { body } }),
      );
      device.mutate(...lessons);
    },
    /** What no screen shows: a deleted chapter with a lesson in it, and a link to a deleted file. */
    addHidden(): void {
      const [chapter, lesson, media] = [uuidv7(), uuidv7(), uuidv7()];
      device.mutate(
        put('chapters', chapter, { place: { course_id: id, pos: 'a1' }, life: { deleted_at_ms: 1 } }),
        put('lessons', lesson, { place: { chapter_id: chapter, pos: 'a0' } }),
        put('media_files', media, { origin: { kind: 'video' }, life: { deleted_at_ms: 1 } }),
        link(media, 'lesson', lessonId, 'resource'),
      );
    },
  };
}

/** A computer from which courses are published, wired as the app does it (src/main/compose-publish.ts). */
export function openPublisher(sandbox: SupabaseSandbox, options: DeviceOptions = {}) {
  const device = createDevice(sandbox, options);
  const { db, deps, mutator, session, store } = device;
  const server = createSupabaseServer({
    config: () => ({ url: sandbox.url, publishableKey: sandbox.publishableKey }),
    session,
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    newId: uuidv7,
  });
  const engine = createSyncEngine({ ...deps, clock: systemClock });
  const versions = createCourseVersionTable(db);
  const publications = createPublicationTable(db);
  const phases: PublishPhase[] = [];
  let heard: (phase: PublishPhase) => unknown = () => undefined;
  const told = { findings: [] as Finding[] };
  const publishing = createPublishing(
    {
      mutator,
      newId: uuidv7,
      versions,
      parts: createCoursePartsTable(db),
      publications,
      server,
      sync: engine,
      position: () => store.position(uuidv7),
      urlOf: (objectName) => publishedUrl('https://cdn.test/', objectName),
      onPhase(_courseId, phase) {
        phases.push(phase);
        heard(phase);
      },
    },
    { check: async () => told.findings },
  );
  return Object.assign(told, {
    device,
    engine,
    phases,
    onPhase: (listen: typeof heard): void => void (heard = listen),
    start: publishing.start,
    cancel: publishing.cancel,
    pending: (id: string) => publications.pending(id as CourseId),
    listed: (id: string) => versions.list(id as CourseId).filter(({ kind }) => kind === 'published'),
    sync: () => engine.sendAll(),
    async begin(person: Credentials): Promise<void> {
      await device.signIn(person);
      engine.start();
    },
    async close(): Promise<void> {
      await engine.stop();
      session.stop();
      device.close();
    },
  });
}
export type Publisher = ReturnType<typeof openPublisher>;
