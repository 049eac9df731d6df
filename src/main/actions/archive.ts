import type { CourseId } from '../../shared/domain/ids.ts';
import { err, ok } from '../../shared/ipc/result.ts';
import type { ArchiveSessions, OpenedArchive } from '../archive/archive-sessions.ts';
import { collectRows, type CourseRows } from '../archive/course-rows.ts';
import { FORMAT, FORMAT_VERSION, type Manifest } from '../archive/manifest.ts';
import type { CoursePartsTable } from '../db/tables/course-parts.ts';
import type { MediaTable } from '../db/tables/media.ts';
import type { Handlers } from '../ipc/router.ts';
import { type ArchiveDraftDeps, createArchiveDrafts, keepsIds, knownOf, neededEntries } from './archive-drafts.ts';
import { previewOf } from './archive-preview.ts';
import { type EditContext, liveRow, notFound, textOf } from './context.ts';
import type { KnownMedia } from './import-drafts.ts';

type ArchiveHandlers = Pick<Handlers, Extract<keyof Handlers, `archive.${string}`>>;
type ApplyAnswer = Awaited<ReturnType<ArchiveHandlers['archive.apply']>>;

export interface ArchiveDeps extends EditContext {
  readonly sessions: ArchiveSessions;
  readonly media: MediaTable;
  readonly parts: CoursePartsTable;
  readonly appVersion: string;
  /** Who made an archive here: the account's workspace (null: signed out), and this computer's own mark. */
  readonly origin: () => Manifest['origin'];
  /** The library has versions of this size; their hashes are known afterwards. */
  readonly prepareTwins: (bytes: number) => Promise<unknown>;
  /** The system's dialogs over the window that asks; null when they were closed. */
  readonly pickTarget: (windowId: number, suggestedName: string) => Promise<string | null>;
  readonly pickArchive: (windowId: number) => Promise<string | null>;
  readonly pickFolder: (windowId: number) => Promise<string | null>;
}

/** How much of a title goes into the name that the dialog suggests. */
const MAX_NAME = 80;

/** A name that every file system takes. Only suggested: the dialog's answer is what counts. */
function suggestedName(title: string): string {
  const plain = title.replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]/gu, ' ').replace(/\s+/g, ' ');
  return `${
    [...plain]
      .slice(0, MAX_NAME)
      .join('')
      .replace(/^[. ]+|[. ]+$/g, '') || 'Course'
  }.lectern.zip`;
}

/** Whether ids of that origin are ours: made in this workspace, or on this computer before anybody signed in. */
function isOurs(origin: Manifest['origin'], here: Manifest['origin']): boolean {
  if (origin.workspaceId !== null) return origin.workspaceId === here.workspaceId;
  return origin.studioId !== null && origin.studioId === here.studioId;
}

function createSources({ sessions, media, parts, mutator }: ArchiveDeps) {
  /** The rows of a course, and where the bytes of its versions are, if they are here. */
  async function read(courseId: CourseId) {
    const ids = parts.listIds(courseId);
    if (!ids) return null;
    const rows = collectRows(ids, (table, id) => mutator.rows.read(table, id)?.row ?? null);
    const versions = rows.media.flatMap(({ kind, versions }) => versions.map((version) => ({ ...version, kind })));
    const located = versions.map((version) => ({ ...version, path: media.getLocation(version.id)?.path ?? null }));
    const there = await sessions.listThere(located.flatMap(({ path }) => path ?? []));
    const files = located.flatMap(({ id, kind, fileName, bytes, sha1, path }) =>
      path !== null && there.has(path) ? [{ versionId: id, kind, fileName, bytes, sha1, path }] : [],
    );
    const here = new Set(files.map(({ versionId }) => versionId));
    const missing = versions.filter(({ id }) => !here.has(id));
    return { rows, files, missing };
  }
  return { read };
}

const amountOf = (files: readonly { readonly bytes: number }[]) => ({
  files: files.length,
  bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
});
const lessonsOf = ({ chapters }: CourseRows): number => chapters.reduce((sum, { lessons }) => sum + lessons.length, 0);

function createExports(deps: ArchiveDeps): Pick<ArchiveHandlers, 'archive.getContents' | 'archive.make'> {
  const { sessions, parts } = deps;
  const sources = createSources(deps);
  return {
    async 'archive.getContents'({ courseId }) {
      const found = await sources.read(courseId);
      if (!found) return notFound('course');
      const { rows, files, missing } = found;
      const facts = { title: rows.course.title, chapters: rows.chapters.length, lessons: lessonsOf(rows) };
      const steps = parts.listSteps(courseId).length;
      return ok({ ...facts, here: amountOf(files), missing: amountOf(missing), steps });
    },
    async 'archive.make'({ courseId, jobId, withMedia, withHistory }, { windowId }) {
      const course = liveRow(deps.mutator, 'courses', courseId);
      if (!course) return notFound('course');
      const target = await deps.pickTarget(windowId, suggestedName(textOf(course, 'title')));
      if (target === null) return ok(null);
      const found = await sources.read(courseId);
      if (!found) return notFound('course');
      const format = { format: FORMAT, version: FORMAT_VERSION } as const;
      const answer = await sessions.export(jobId, {
        target,
        head: { ...format, app: deps.appVersion, exportedAtMs: deps.nowMs(), origin: deps.origin() },
        rows: found.rows,
        files: withMedia ? found.files : [],
        history: withHistory ? parts.listSteps(courseId) : null,
      });
      if (!answer.success) return answer;
      const { fileName, bytes } = answer.data;
      return ok({ fileName, bytes, missing: withMedia ? found.missing.length : 0 });
    },
  };
}

function createImports(deps: ArchiveDeps) {
  const { sessions, media, mutator } = deps;

  /** What of the archive the library shows already, by content; only a *current* version counts. */
  async function findKnown({ manifest }: OpenedArchive): Promise<Map<string, KnownMedia>> {
    const sizes = new Set(manifest.media.flatMap(({ versions }) => versions.map(({ bytes }) => bytes)));
    for (const bytes of sizes) await deps.prepareTwins(bytes);
    const twins = knownOf(manifest, (sha1, bytes) => {
      const same = media.listOfSize(bytes).find((one) => one.sha1 === sha1 && one.isCurrent === 1);
      return same ? { mediaId: same.mediaId, versionId: same.versionId, isHere: same.path !== null } : null;
    });
    const pathOf = (twin: KnownMedia): string => media.getLocation(twin.versionId)?.path ?? '';
    const there = await sessions.listThere([...twins.values()].map(pathOf).filter((path) => path !== ''));
    return new Map([...twins].map(([id, twin]) => [id, { ...twin, isHere: there.has(pathOf(twin)) }]));
  }

  const idRules = ({ manifest }: OpenedArchive): Pick<ArchiveDraftDeps, 'isOurs' | 'isTaken' | 'newId'> => ({
    newId: deps.newId,
    isOurs: isOurs(manifest.origin, deps.origin()),
    isTaken: (table, id) => mutator.rows.read(table, id) !== null,
  });

  function write({ manifest }: OpenedArchive, rules: ArchiveDraftDeps) {
    const { drafts, locations, links, courseId, firstLessonId } = createArchiveDrafts(manifest, rules);
    const { lessons } = manifest.counts;
    mutator.mutate({
      label: { code: 'course.import', count: lessons, name: manifest.course.title },
      drafts,
      alongside: (mutationId) => {
        for (const location of locations) {
          media.saveLocation(location);
          media.setWanted(location.versionId, true);
        }
        for (const link of links) media.addAudit({ ...link, atMs: deps.nowMs(), mutationId });
      },
    });
    return { courseId, lessons, firstLessonId };
  }

  /** Takes out what is needed, until what is needed is out: the library may lose a file meanwhile. */
  async function apply(archive: OpenedArchive): Promise<ApplyAnswer> {
    const needed = neededEntries(archive.manifest, await findKnown(archive));
    if (needed.length > 0 && archive.folder === null) return err('FOLDER_NEEDED', 'no folder was chosen');
    const extracted = await sessions.extract(archive, needed);
    if (!extracted.success) return extracted;
    const places = new Map(extracted.data.map(({ name, ...place }) => [name, place]));
    const known = await findKnown(archive);
    if (neededEntries(archive.manifest, known).some((name) => !places.has(name))) return apply(archive);
    const made = write(archive, { ...idRules(archive), known, places });
    sessions.close(archive.archiveId);
    return ok(made);
  }
  return { findKnown, idRules, apply };
}

export function createArchiveActions(deps: ArchiveDeps): ArchiveHandlers {
  const { sessions, mutator } = deps;
  const imports = createImports(deps);

  return {
    ...createExports(deps),
    'archive.open': ({ path }) => sessions.open(path),
    async 'archive.pick'(_input, { windowId }) {
      const path = await deps.pickArchive(windowId);
      return path === null ? ok(null) : sessions.open(path);
    },
    async 'archive.getPreview'({ archiveId }) {
      const archive = sessions.get(archiveId);
      if (!archive) return notFound('archive');
      const known = await imports.findKnown(archive);
      const rules = { ...imports.idRules(archive), known, places: new Map() };
      const isThere = mutator.rows.read('courses', archive.manifest.course.id) !== null;
      const isCopy = isThere && !keepsIds(archive.manifest, rules);
      return ok(previewOf(archive, { known, isCopy, freeBytes: await sessions.freeBytes(archiveId) }));
    },
    async 'archive.pickFolder'({ archiveId }, { windowId }) {
      if (!sessions.get(archiveId)) return notFound('archive');
      const folder = await deps.pickFolder(windowId);
      if (folder !== null) sessions.setFolder(archiveId, folder);
      return ok({ chosen: folder !== null });
    },
    async 'archive.apply'({ archiveId }) {
      const archive = sessions.get(archiveId);
      return archive ? imports.apply(archive) : notFound('archive');
    },
    'archive.cancel'({ jobId }) {
      sessions.cancel(jobId);
      return ok({});
    },
    'archive.discard'({ archiveId }) {
      sessions.cancel(archiveId);
      sessions.close(archiveId);
      return ok({});
    },
  };
}
