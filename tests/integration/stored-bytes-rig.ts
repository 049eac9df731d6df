import { randomBytes } from 'node:crypto';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EditContext } from '../../src/main/actions/context.ts';
import { createJobActions } from '../../src/main/actions/job.ts';
import { createReceiptActions } from '../../src/main/actions/receipt.ts';
import { createUsageActions } from '../../src/main/actions/storage-usage.ts';
import { createTrashActions } from '../../src/main/actions/trash.ts';
import { composeUploads, type UploadRoom } from '../../src/main/compose-uploads.ts';
import { createMediaTable, type MediaTable } from '../../src/main/db/tables/media.ts';
import { createSettingsTable } from '../../src/main/db/tables/settings.ts';
import { createStoredUsage } from '../../src/main/db/tables/stored-usage.ts';
import { createTrashTable } from '../../src/main/db/tables/trash.ts';
import { createWriteHealth } from '../../src/main/lib/write-health.ts';
import type { VersionId } from '../../src/shared/domain/ids.ts';
import type { Draft } from '../../src/shared/domain/merge.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import type { B2SandboxOptions } from '../sandbox/b2/options.ts';
import type { B2Sandbox } from '../sandbox/b2/sandbox.ts';
import { startForTest } from '../sandbox/b2/testing.ts';
import { startCloudflareSandbox } from '../sandbox/cloudflare/sandbox.ts';
import { createJumpyClock, createTestServices, createWatch, openLibrary } from './stored-bytes-services.ts';
import { quickLimits } from './uploads-rig.ts';

export const caller = { windowId: 1 } as never;
export const cdn = { baseUrl: 'https://cdn.example.com/x', zoneId: 'our-zone', apiToken: 'token-of-ours' };

export interface BytesRigOptions {
  readonly sandbox?: Partial<B2SandboxOptions>;
  /** The bucket of another profile, to be shared. */
  readonly on?: B2Sandbox;
  /** Absent: that of the key. */
  readonly prefix?: string;
  /** Which key of the sandbox; absent: the restricted one. */
  readonly key?: (sandbox: B2Sandbox) => { readonly keyId: string; readonly applicationKey: string };
}

const put = (t: Draft['t'], id: string, v: Draft['v']): Draft => ({ t, id, k: 'put', v });

/** A course with one chapter, to which lessons with files are added. */
function addCourse({ mutator, newId, nowMs }: EditContext, media: MediaTable, reconcile: () => void) {
  const write = (...drafts: Draft[]): void =>
    void mutator.mutate({ label: { code: 'course.import', count: 1, name: '' }, drafts });
  const [courseId, chapterId] = [newId(), newId()];
  write(
    put('courses', courseId, { title: { title: 'Cells' }, origin: { created_at_ms: 1 } }),
    put('chapters', chapterId, { place: { course_id: courseId, pos: 'a' }, title: { title: 'One' } }),
  );
  function versionOf(mediaId: string, path: string, sha1?: string): { versionId: VersionId; draft: Draft } {
    const versionId = newId() as VersionId;
    const { size: bytes, mtimeMs, ino } = statSync(path);
    media.saveLocation({ versionId, path, bytes, mtimeMs, inode: String(ino) });
    const origin = { media_id: mediaId, file_name: 'film.mp4', bytes, created_at_ms: 1 };
    const hash = sha1 === undefined ? {} : { hash: { sha1 } };
    return { versionId, draft: put('media_versions', versionId, { origin, ...hash }) };
  }
  return {
    /** `sha1`: where the import made it. */
    addLesson(path: string, sha1?: string): { lessonId: string; mediaId: string; versionId: VersionId } {
      const [lessonId, mediaId] = [newId(), newId()];
      const { versionId, draft } = versionOf(mediaId, path, sha1);
      const ends = { media_id: mediaId, target_type: 'lesson', target_id: lessonId, role: 'video', language: null };
      const current = { current_version_id: versionId };
      write(
        put('lessons', lessonId, { place: { chapter_id: chapterId, pos: lessonId }, title: { title: lessonId } }),
        draft,
        put('media_files', mediaId, { origin: { kind: 'video', created_at_ms: 1 }, current }),
        put('media_links', newId(), { ends }),
      );
      reconcile();
      return { lessonId, mediaId, versionId };
    },
    /** The file was exported again: another version of the same media. */
    replace(mediaId: string, path: string): VersionId {
      const { versionId, draft } = versionOf(mediaId, path);
      write(draft, { t: 'media_files', id: mediaId, k: 'set', v: { current: { current_version_id: versionId } } });
      reconcile();
      return versionId;
    },
    /** Another lesson with the same file. */
    link(mediaId: string): void {
      const ends = { media_id: mediaId, target_type: 'lesson', role: 'video', language: null };
      const lessonId = newId();
      write(
        put('lessons', lessonId, { place: { chapter_id: chapterId, pos: lessonId }, title: { title: lessonId } }),
        put('media_links', newId(), { ends: { ...ends, target_id: lessonId } }),
      );
    },
    remove: (lessonId: string): void =>
      write({ t: 'lessons', id: lessonId, k: 'set', v: { life: { deleted_at_ms: nowMs() } } }),
  };
}

function createActions({ db }: TestDatabase, edit: EditContext, room: UploadRoom) {
  const { jobs, storage } = room;
  return {
    ...createTrashActions({ ...edit, trash: createTrashTable(db), deletion: jobs.deletion }),
    ...createUsageActions({ ...edit, ...jobs.deps, usage: createStoredUsage(db), quota: storage.quota }),
    ...createJobActions(jobs.deps),
    ...createReceiptActions(room.receiptDeps),
    ...storage.handlers,
  };
}

/** The uploads, jobs, storage and CDN of a profile on this sandbox, as the studio composes them. */
async function openProfile(
  sandbox: B2Sandbox,
  { key, prefix = sandbox.prefix }: Pick<BytesRigOptions, 'key' | 'prefix'>,
) {
  const cloudflare = await startCloudflareSandbox(cdn.zoneId, cdn.apiToken);
  const folder = temporaryFolder();
  const studio = openTestDatabase(join(folder, 'lectern.db'));
  const { db } = studio;
  const clock = createJumpyClock();
  const watch = createWatch();
  const errors: unknown[] = [];
  const { edit, undo } = openLibrary(studio, clock, watch.happened);
  const media = createMediaTable(db);
  const settings = createSettingsTable(db);
  const services = createTestServices({
    sandbox,
    key: key?.(sandbox) ?? sandbox.keys.restricted,
    prefix,
    cloudflareUrl: cloudflare.url,
    clock,
    newId: edit.newId,
    onPush: watch.happened,
    errors,
  });
  const health = createWriteHealth({ probe: () => {}, faultOf: () => null, onChange: () => {} });
  const keyName = edit.newId();
  const others = { pull: async (): Promise<boolean> => false };
  const pull = (): Promise<boolean> => others.pull();
  const room = composeUploads({ services, db, media, settings, edit, health, keyName, onVerdict: () => {}, pull });
  const actions = createActions(studio, edit, room);
  await actions['storage.saveCdn'](cdn, caller);
  await room.start();
  async function close(): Promise<void> {
    await room.jobs.stop();
    await room.stop();
    health.stop();
    services.storageClient.close();
    await cloudflare.stop();
    db.close();
  }
  const course = addCourse(edit, media, room.desk.reconcile);
  return {
    ...course,
    services,
    studio,
    others,
    folder,
    cloudflare,
    db,
    clock,
    watch,
    errors,
    undo,
    media,
    room,
    actions,
    close,
  };
}

/** A profile and a bucket, with what a test asks of both. */
export async function openBytesRig(options: BytesRigOptions = {}) {
  const own = options.on ? null : await startForTest({ limits: quickLimits, ...options.sandbox });
  const sandbox = options.on ?? own;
  if (!sandbox) throw new Error('no bucket');
  const profile = await openProfile(sandbox, options);
  const { folder, cloudflare, db, clock, watch, errors, undo, media, room, actions } = profile;
  const isDue = db.prepare("SELECT 1 FROM jobs WHERE state = 'running' OR (state = 'waiting' AND due_at_ms <= ?)");
  const open = db.prepare("SELECT kind FROM jobs WHERE state <> 'dead' AND key <> 'daily' ORDER BY kind").pluck();
  const fileIdOf = (versionId: VersionId): string | null => media.getVersion(versionId)?.b2FileId ?? null;
  return {
    sandbox,
    cloudflare,
    db,
    studio: profile.studio,
    clock,
    /** What is pulled when the others are asked. */
    others: profile.others,
    room,
    actions,
    undo,
    errors,
    fileIdOf,
    addLesson: profile.addLesson,
    replace: profile.replace,
    link: profile.link,
    remove: profile.remove,
    makeFile(bytes: number): string {
      const path = join(folder, String(clock.nowMs()) + String(Math.random()));
      writeFileSync(path, randomBytes(bytes));
      return path;
    },
    until: watch.until,
    /** Resolves with the id of the stored object. */
    stored: (versionId: VersionId): Promise<string> => watch.until(() => fileIdOf(versionId)),
    async purge(...lessonIds: string[]): Promise<void> {
      const items = lessonIds.map((id) => ({ kind: 'lesson' as const, id }));
      await actions['trash.purge']({ items } as never, caller);
    },
    openJobs: () => open.all(),
    receiptOf: (versionId: VersionId) => room.receiptDeps.receipts.ofVersion(versionId)?.receipt ?? null,
    /** Time passes, and what is due then is done. */
    async pass(ms: number): Promise<void> {
      clock.jump(ms);
      room.jobs.poke();
      await watch.until(() => isDue.get(clock.nowMs()) === undefined);
    },
    /** As another computer does it. */
    async deleteInBucket(fileId: string): Promise<void> {
      const { fileName = '' } = sandbox.objects().find((one) => one.fileId === fileId) ?? {};
      await profile.services.storageClient.deleteFileVersion(fileId, fileName, AbortSignal.timeout(5_000));
    },
    inBucket: (): string[] => sandbox.objects().map(({ fileId }) => fileId),
    /** What the CDN was asked to forget; or how it refused. */
    purged: (): string[] => cloudflare.calls.flatMap(({ urls, status }) => (status === 200 ? urls : [String(status)])),
    async [Symbol.asyncDispose](): Promise<void> {
      await profile.close();
      await own?.[Symbol.asyncDispose]();
    },
  };
}
export type BytesRig = Awaited<ReturnType<typeof openBytesRig>>;
