import { err, ok } from '../../shared/ipc/result.ts';
import type { ArchiveSessions, OpenedArchive } from '../archive/archive-sessions.ts';
import type { Manifest } from '../archive/manifest.ts';
import type { CoursePartsTable } from '../db/tables/course-parts.ts';
import type { MediaTable } from '../db/tables/media.ts';
import type { Handlers } from '../ipc/router.ts';
import { type ArchiveDraftDeps, createArchiveDrafts, keepsIds, knownOf, neededEntries } from './archive-drafts.ts';
import { previewOf } from './archive-preview.ts';
import { createExports } from './archive-export.ts';
import { type EditContext, notFound } from './context.ts';
import type { KnownMedia } from './import-drafts.ts';

export type ArchiveHandlers = Pick<Handlers, Extract<keyof Handlers, `archive.${string}`>>;
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

/** Whether ids of that origin are ours: made in this workspace, or on this computer before anybody signed in. */
function isOurs(origin: Manifest['origin'], here: Manifest['origin']): boolean {
  if (origin.workspaceId !== null) return origin.workspaceId === here.workspaceId;
  return origin.studioId !== null && origin.studioId === here.studioId;
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
    const locations = [...twins.values()].flatMap(({ versionId }) => media.getLocation(versionId) ?? []);
    const there = await sessions.listThere(locations);
    const here = new Set(locations.filter(({ path }) => there.has(path)).map(({ versionId }) => versionId));
    return new Map([...twins].map(([id, twin]) => [id, { ...twin, isHere: here.has(twin.versionId) }]));
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

/** As many as the app keeps itself. */
const MAX_STEPS = 500;

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
    'archive.getHistory'({ archiveId }) {
      const archive = sessions.get(archiveId);
      return archive ? ok({ steps: (archive.history ?? []).slice(0, MAX_STEPS) }) : notFound('archive');
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
