import type { LessonId, MediaId } from '../../shared/domain/ids.ts';
import { type AttachRefusal, RESOURCES_MAX } from '../../shared/domain/lesson-files.ts';
import type { Draft, SyncedRow } from '../../shared/domain/merge.ts';
import { ok } from '../../shared/ipc/result.ts';
import type { ChildTable } from '../db/tables/children.ts';
import type { CourseMedia } from '../db/tables/course-media.ts';
import type { MediaTable } from '../db/tables/media.ts';
import type { OutlineTable } from '../db/tables/outline.ts';
import type { Handlers } from '../ipc/router.ts';
import type { FileFacts } from '../media/import-sessions.ts';
import { type EditContext, liveRow, notFound, put, remove, set, textOf } from './context.ts';
import { fileOnDisk } from './file-on-disk.ts';
import { createFileLinks } from './import-links.ts';
import type { KnownMedia } from './import-drafts.ts';
import { createLessonLinks, type HeldLink, roomAfter } from './lesson-links.ts';
import { linkIdOf } from './link-id.ts';

type Attachable = { readonly fileName: string } & (
  | { readonly ok: true; readonly facts: FileFacts }
  | { readonly ok: false; readonly reason: AttachRefusal }
);
export interface ResourceDeps extends EditContext {
  readonly children: ChildTable;
  readonly media: MediaTable;
  readonly courseMedia: CourseMedia;
  readonly outlines: Pick<OutlineTable, 'listChapterFiles'>;
  readonly pickFiles: (windowId: number, several: boolean) => Promise<readonly string[]>;
  /** A file as it is on this disk; hashed where the library has one of its size. */
  readonly findAttachable: (path: string) => Promise<Attachable>;
  readonly fileIsThere: (path: string) => Promise<boolean>;
}
type Routes = Extract<keyof Handlers, `resource.${string}`>;
interface Refused {
  readonly fileName: string;
  readonly reason: AttachRefusal;
}

const ROLE = 'resource';
const placedOf = ({ row, mediaId }: HeldLink) => ({ id: mediaId, pos: textOf(row, 'pos') });

/** The files that a lesson offers for download. */
export function createResourceActions(deps: ResourceDeps): Pick<Handlers, Routes> {
  const { mutator } = deps;
  const links = createLessonLinks(deps, ROLE);
  const lessonOf = (lessonId: LessonId) => liveRow(mutator, 'lessons', lessonId);

  /** What is attached at the end, and what has to be written before; no more than there is room for. */
  function opened<File extends { readonly fileName: string }>(lessonId: LessonId, files: readonly File[]) {
    const held = links.list(lessonId);
    const taken = files.slice(0, Math.max(0, RESOURCES_MAX - held.length));
    const room = roomAfter(held.map(placedOf), held.at(-1)?.mediaId ?? null, taken.length, deps.random);
    const shifted = new Map(room?.shifted.map(({ id, pos }) => [id, pos]));
    const before = held.flatMap(({ row, mediaId }) => {
      const pos = shifted.get(mediaId);
      return pos === undefined ? [] : [set('media_links', row.id, { place: { pos } })];
    });
    const refused = files.slice(taken.length).map(({ fileName }): Refused => ({ fileName, reason: 'TOO_MANY' }));
    return { taken, keys: room?.keys ?? [], before, refused };
  }

  async function knownOf(facts: FileFacts): Promise<KnownMedia | null> {
    const known = links.knownOf(facts, false);
    const path = known && deps.media.getLocation(known.versionId)?.path;
    return known && path ? { ...known, isHere: known.isHere || (await deps.fileIsThere(path)) } : known;
  }

  async function attachPaths(lessonId: LessonId, paths: readonly string[]) {
    const refused: Refused[] = [];
    const found: { fileName: string; facts: FileFacts; known: KnownMedia | null }[] = [];
    for (const path of paths) {
      const looked = await deps.findAttachable(path);
      const { fileName } = looked;
      if (looked.ok) found.push({ fileName, facts: looked.facts, known: await knownOf(looked.facts) });
      else refused.push({ fileName, reason: looked.reason });
    }
    const lesson = lessonOf(lessonId);
    if (!lesson) return notFound('lesson');
    const there = new Set<MediaId | undefined>(links.list(lessonId).map(({ mediaId }) => mediaId));
    const isThere = ({ known }: (typeof found)[number]) => known !== null && there.has(known.mediaId);
    for (const { fileName } of found.filter(isThere)) refused.push({ fileName, reason: 'THERE' });
    const room = opened(
      lessonId,
      found.filter((one) => !isThere(one)),
    );
    const files = createFileLinks(
      {
        ...deps,
        factsOf: (path) => found.find(({ facts }) => facts.path === path)?.facts as FileFacts,
        known: new Map(room.taken.flatMap(({ facts, known }) => (known ? [[facts.path, known] as const] : []))),
      },
      deps.nowMs(),
    );
    for (const [at, { fileName, facts }] of room.taken.entries()) {
      const file = { fileKey: facts.path, originalName: fileName, bytes: facts.bytes };
      files.link(file, ROLE, { type: 'lesson', id: lessonId }, ROLE, null, room.keys[at] ?? 'a0');
    }
    const name = textOf(lesson, 'title');
    if (room.taken.length > 0)
      links.write(
        { code: 'resource.attach', count: room.taken.length, name },
        [...files.media, ...room.before, ...files.drafts],
        files.locations,
      );
    return ok({ attached: room.taken.length, refused: [...refused, ...room.refused] });
  }

  function attachMedia(lessonId: LessonId, mediaIds: readonly MediaId[]) {
    const lesson = lessonOf(lessonId);
    const chapter = liveRow(mutator, 'chapters', textOf(lesson, 'chapter_id'));
    if (!lesson || !chapter) return notFound('lesson');
    const held = new Set(links.list(lessonId).map(({ mediaId }) => mediaId));
    const inCourse = deps.courseMedia.listFiles(
      textOf(chapter, 'course_id') as Parameters<CourseMedia['listFiles']>[0],
    );
    const wanted = new Set(mediaIds);
    const files = inCourse.filter(({ mediaId }) => wanted.has(mediaId) && !held.has(mediaId));
    const room = opened(lessonId, files);
    const drafts = room.taken.map(({ mediaId, fileName }, at): Draft => {
      const ends = { mediaId, targetType: 'lesson', targetId: lessonId, role: ROLE, language: null };
      const columns = { media_id: mediaId, target_type: 'lesson', target_id: lessonId, role: ROLE, language: null };
      const alive = { place: { pos: room.keys[at] ?? 'a0' }, life: { deleted_at_ms: null } };
      return put('media_links', linkIdOf(ends), { ends: columns, label: { label: fileName }, ...alive });
    });
    const label = { code: 'resource.attach', count: drafts.length, name: textOf(lesson, 'title') } as const;
    if (drafts.length > 0) links.write(label, [...room.before, ...drafts]);
    return ok({ attached: drafts.length, refused: room.refused });
  }

  return {
    'resource.list': ({ courseId }) => ok(deps.courseMedia.listFiles(courseId)),
    async 'resource.listOfChapter'({ chapterId }) {
      const files = deps.outlines.listChapterFiles(chapterId);
      return ok(await Promise.all(files.map((file) => fileOnDisk(file, deps.fileIsThere))));
    },
    async 'resource.pick'({ lessonId }, { windowId }) {
      const paths = await deps.pickFiles(windowId, true);
      return paths.length === 0 ? ok({ attached: 0, refused: [] }) : attachPaths(lessonId, paths);
    },
    'resource.create': ({ lessonId, files }) =>
      'paths' in files ? attachPaths(lessonId, files.paths) : attachMedia(lessonId, files.mediaIds),
    ...createResourceEdits(deps, links),
  };
}

/** Another name, another place, off the lesson. */
function createResourceEdits(
  { mutator, media, random, nowMs }: ResourceDeps,
  links: ReturnType<typeof createLessonLinks>,
): Pick<Handlers, 'resource.rename' | 'resource.move' | 'resource.delete' | 'resource.deleteOfChapter'> {
  const titleOf = (lessonId: LessonId) => textOf(liveRow(mutator, 'lessons', lessonId), 'title');

  /** What it is called without a name of its own. */
  function fileNameOf({ mediaId }: HeldLink): string {
    const current = textOf(liveRow(mutator, 'media_files', mediaId), 'current_version_id');
    return media.getVersion(current)?.fileName ?? '';
  }
  const asLabel = (name: string, own: string): string => (name === own ? '' : name);

  /** Those of the files that the lesson has, in its order; null when it has none of them. */
  function some(lessonId: LessonId, mediaIds: readonly MediaId[]) {
    const wanted = new Set(mediaIds);
    const held = links.list(lessonId);
    const chosen = held.filter(({ mediaId }) => wanted.has(mediaId));
    return chosen.length > 0 && liveRow(mutator, 'lessons', lessonId) ? { held, chosen, wanted } : null;
  }
  const removed = (chosen: readonly HeldLink[]) => chosen.map(({ row }) => remove('media_links', row.id, nowMs()));
  const draftsFor = (held: readonly HeldLink[], places: ReadonlyMap<string, string>) =>
    held.flatMap(({ row, mediaId }: { row: SyncedRow; mediaId: MediaId }) => {
      const pos = places.get(mediaId);
      return pos === undefined ? [] : [set('media_links', row.id, { place: { pos } })];
    });

  return {
    'resource.rename'({ lessonId, mediaId, name, over }) {
      const [link] = some(lessonId, [mediaId])?.chosen ?? [];
      if (!link) return notFound('file of the lesson');
      const own = fileNameOf(link);
      const label = asLabel(name, own);
      if (label === textOf(link.row, 'label')) return ok({});
      const draft = set('media_links', link.row.id, { label: { label } });
      const typedOver = over === undefined ? {} : { over: { label: asLabel(over, own) } };
      links.write({ code: 'resource.rename', count: 1, name: textOf(link.row, 'label') || own }, [
        { ...draft, ...typedOver },
      ]);
      return ok({});
    },
    'resource.move'({ lessonId, mediaIds, afterId }) {
      const found = some(lessonId, mediaIds);
      const staying = found?.held.filter(({ mediaId }) => !found.wanted.has(mediaId)) ?? [];
      const room = found && roomAfter(staying.map(placedOf), afterId, found.chosen.length, random);
      if (!found || !room) return notFound('file of the lesson');
      const places = new Map<string, string>(room.shifted.map(({ id, pos }) => [id, pos]));
      for (const [at, { mediaId }] of found.chosen.entries()) places.set(mediaId, room.keys[at] ?? 'a0');
      const label = { code: 'resource.move', count: found.chosen.length, name: titleOf(lessonId) } as const;
      links.write(label, draftsFor(found.held, places));
      return ok({});
    },
    'resource.delete'({ lessonId, mediaIds }) {
      const found = some(lessonId, mediaIds);
      if (!found) return notFound('file of the lesson');
      const label = { code: 'resource.delete', count: found.chosen.length, name: titleOf(lessonId) } as const;
      links.write(label, removed(found.chosen));
      return ok({});
    },
    'resource.deleteOfChapter'({ chapterId, mediaIds }) {
      const chapter = liveRow(mutator, 'chapters', chapterId);
      const wanted = new Set(mediaIds);
      const chosen = links.list(chapterId).filter(({ mediaId }) => wanted.has(mediaId));
      if (!chapter || chosen.length === 0) return notFound('file of the chapter');
      links.write({ code: 'resource.delete', count: chosen.length, name: textOf(chapter, 'title') }, removed(chosen));
      return ok({});
    },
  };
}
