import type { CourseId, LessonId, VersionId } from '../../shared/domain/ids.ts';
import type { Draft } from '../../shared/domain/merge.ts';
import { firstPositions } from '../../shared/domain/position.ts';
import type { CellValue, TableName } from '../../shared/domain/registry.ts';
import type { Manifest, ManifestMedia, ManifestVersion } from '../archive/manifest.ts';
import type { AuditEntry, Location } from '../db/tables/media.ts';
import { put } from './context.ts';
import type { KnownMedia } from './import-drafts.ts';
import { linkIdOf } from './link-id.ts';

/** Where the bytes of an entry are on this disk. */
export type Place = Omit<Location, 'versionId'>;
export interface ArchiveDraftDeps {
  readonly newId: () => string;
  /** Whether a row of this id was ever here. */
  readonly isTaken: (table: TableName, id: string) => boolean;
  /** The archive was made in this very workspace, so that its ids are nobody else's. */
  readonly isOurs: boolean;
  /** Media of the archive whose very bytes the library shows already, by their id in the archive. */
  readonly known: ReadonlyMap<string, KnownMedia>;
  /** By entry name. */
  readonly places: ReadonlyMap<string, Place>;
}
export interface ArchiveDrafts {
  readonly courseId: CourseId;
  readonly drafts: readonly Draft[];
  readonly locations: readonly Location[];
  readonly links: readonly Omit<AuditEntry, 'atMs' | 'mutationId'>[];
  readonly firstLessonId: LessonId | null;
}

/** What the server takes. */
const MAX_LABEL = 500;
const alive = { life: { deleted_at_ms: null } };

/**
 * Whether the course comes back under its own ids: only where they are ours, and none of its rows was ever here. All or
 * none, so that a course never mixes with what is left of itself.
 */
export function keepsIds({ course, chapters }: Manifest, { isOurs, isTaken }: ArchiveDraftDeps): boolean {
  if (!isOurs || isTaken('courses', course.id)) return false;
  return !chapters.some(
    ({ id, lessons }) => isTaken('chapters', id) || lessons.some((lesson) => isTaken('lessons', lesson.id)),
  );
}

/** New ids for old ones, each the same wherever it stands. */
function createIds(manifest: Manifest, deps: ArchiveDraftDeps) {
  const ids = new Map<string, string>();
  const isKept = keepsIds(manifest, deps);
  const give = (old: string, isFree: boolean): void => void ids.set(old, isFree ? old : deps.newId());
  give(manifest.course.id, isKept);
  for (const { id, lessons } of manifest.chapters)
    for (const one of [id, ...lessons.map(({ id }) => id)]) give(one, isKept);
  for (const { id, versions } of manifest.media) {
    const known = deps.known.get(id);
    if (known) {
      ids.set(id, known.mediaId);
      continue;
    }
    const isFree =
      deps.isOurs &&
      !deps.isTaken('media_files', id) &&
      !versions.some((version) => deps.isTaken('media_versions', version.id));
    for (const one of [id, ...versions.map(({ id }) => id)]) give(one, isFree);
  }
  // A tag of ours that is still here is that tag
  for (const { id } of manifest.tags) give(id, deps.isOurs);
  for (const { id } of manifest.taggings) give(id, deps.isOurs && isKept && !deps.isTaken('taggings', id));
  return { of: (old: string): string => ids.get(old) ?? old, isKept };
}

/** Turns the manifest of an archive into rows. Parents come before children; order keys are made anew from the order. */
export function createArchiveDrafts(manifest: Manifest, deps: ArchiveDraftDeps): ArchiveDrafts {
  const ids = createIds(manifest, deps);
  const fresh = manifest.media.filter(({ id }) => !deps.known.has(id));
  const { drafts: linkDrafts, links } = linksOf(manifest, ids.of, deps.known);
  const [first] = manifest.chapters.flatMap(({ lessons }) => lessons);
  return {
    courseId: ids.of(manifest.course.id) as CourseId,
    drafts: [
      ...outlineDrafts(manifest, ids.of),
      ...fresh.flatMap((media) => mediaDrafts(media, ids.of)),
      ...linkDrafts,
      ...tagDrafts(manifest, ids.of, deps),
    ],
    locations: locationsOf(manifest, ids.of, deps),
    links,
    firstLessonId: first ? (ids.of(first.id) as LessonId) : null,
  };
}
type IdOf = (old: string) => string;

function outlineDrafts({ course, chapters }: Manifest, idOf: IdOf): Draft[] {
  const { title, subtitle, description, objectives, audience, requirements } = course;
  const { category, language, level, priceMinor, currency, createdAtMs } = course;
  const courseId = idOf(course.id);
  const texts = Object.entries({ title, subtitle, description, objectives, audience, requirements });
  const drafts = [
    put('courses', courseId, {
      origin: { created_at_ms: createdAtMs },
      ...Object.fromEntries(texts.map(([name, value]) => [name, { [name]: value }])),
      facts: { category, language, level },
      price: { price_minor: priceMinor, currency },
      ...alive,
    }),
  ];
  const keys = firstPositions(chapters.length);
  for (const [at, chapter] of chapters.entries()) {
    const chapterId = idOf(chapter.id);
    const place = { course_id: courseId, pos: keys[at] ?? 'a0' };
    const words = { title: { title: chapter.title }, description: { description: chapter.description } };
    drafts.push(put('chapters', chapterId, { place, ...words, ...alive }));
    const lessonKeys = firstPositions(chapter.lessons.length);
    for (const [index, lesson] of chapter.lessons.entries()) {
      const place = { chapter_id: chapterId, pos: lessonKeys[index] ?? 'a0' };
      drafts.push(put('lessons', idOf(lesson.id), { place, ...lessonGroups(lesson), ...alive }));
    }
  }
  return drafts;
}

type ManifestLesson = Manifest['chapters'][number]['lessons'][number];
function lessonGroups({ title, kind, body, freePreview, status, dripDays, content, marks }: ManifestLesson) {
  return {
    title: { title },
    kind: { kind },
    body: { body },
    settings: { free_preview: freePreview },
    status: { status },
    drip: { drip_days: dripDays },
    // It comes out of a JSON text
    content: { content: content as CellValue },
    marks: { marks: marks as CellValue },
  };
}

function mediaDrafts({ id, name, kind, createdAtMs, currentVersionId, versions }: ManifestMedia, idOf: IdOf): Draft[] {
  const current = currentVersionId === null ? {} : { current: { current_version_id: idOf(currentVersionId) } };
  const origin = { kind, created_at_ms: createdAtMs };
  return [
    put('media_files', idOf(id), { origin, name: { name }, ...current, ...alive }),
    ...versions.map((version) => versionDraft(version, idOf(id), idOf)),
  ];
}

/** Where it is stored is not taken over: only this workspace's own storage can say that, and sync brings it. */
function versionDraft(version: ManifestVersion, mediaId: string, idOf: IdOf): Draft {
  const { fileName, bytes, createdAtMs, sha1, durationMs, width, height, container, videoCodec, audioCodec } = version;
  const codecs = { video_codec: videoCodec, audio_codec: audioCodec };
  return put('media_versions', idOf(version.id), {
    origin: { media_id: mediaId, file_name: fileName, bytes, created_at_ms: createdAtMs },
    ...(sha1 === null ? {} : { hash: { sha1 } }),
    probe: { duration_ms: durationMs, width, height, container, ...codecs },
    ...alive,
  });
}

/** A file goes by its own name here, whatever the library calls the media with these bytes. */
function labelsOf({ media }: Manifest, known: ArchiveDraftDeps['known']): ReadonlyMap<string, string> {
  const labels = media.flatMap(({ id, currentVersionId, versions }) => {
    const name = versions.find((version) => version.id === currentVersionId)?.fileName;
    return known.has(id) && name !== undefined ? [[id, name.slice(0, MAX_LABEL)] as const] : [];
  });
  return new Map(labels);
}

function linksOf(
  manifest: Manifest,
  idOf: IdOf,
  known: ArchiveDraftDeps['known'],
): Pick<ArchiveDrafts, 'drafts' | 'links'> {
  const labels = labelsOf(manifest, known);
  const drafts: Draft[] = [];
  const links: ArchiveDrafts['links'][number][] = [];
  for (const ofTarget of Map.groupBy(manifest.links, ({ targetId }) => targetId).values()) {
    const keys = firstPositions(ofTarget.length);
    for (const [at, link] of ofTarget.entries()) {
      const { targetType, role, language, flags, alt } = link;
      const label = link.label || (labels.get(link.mediaId) ?? '');
      const [mediaId, targetId] = [idOf(link.mediaId), idOf(link.targetId)];
      const isSame = mediaId === link.mediaId && targetId === link.targetId;
      const id = isSame ? link.id : linkIdOf({ mediaId, targetType, targetId, role, language });
      const ends = { media_id: mediaId, target_type: targetType, target_id: targetId, role, language };
      const words = { label: { label }, flags: { flags }, alt: { alt } };
      drafts.push(put('media_links', id, { ends, ...words, place: { pos: keys[at] ?? 'a0' }, ...alive }));
      links.push({ action: 'link', linkId: id, mediaId, targetType, targetId, role });
    }
  }
  return { drafts, links };
}

function tagDrafts({ tags, taggings }: Manifest, idOf: IdOf, { isTaken }: ArchiveDraftDeps): Draft[] {
  const made = tags.filter(({ id }) => !isTaken('tags', idOf(id)));
  return [
    ...made.map(({ id, name }) => put('tags', idOf(id), { name: { name }, ...alive })),
    ...taggings.map(({ id, tagId, targetType, targetId }) => {
      const ends = { tag_id: idOf(tagId), target_type: targetType, target_id: idOf(targetId) };
      return put('taggings', idOf(id), { ends, ...alive });
    }),
  ];
}

function locationsOf({ media }: Manifest, idOf: IdOf, { known, places }: ArchiveDraftDeps): Location[] {
  return media.flatMap(({ id, currentVersionId, versions }) =>
    versions.flatMap((version) => {
      const place = version.entry === null ? undefined : places.get(version.entry);
      if (!place) return [];
      const twin = known.get(id);
      if (!twin) return [{ versionId: idOf(version.id) as VersionId, ...place }];
      // The library knew of these bytes, and had lost them
      return version.id === currentVersionId && !twin.isHere ? [{ versionId: twin.versionId, ...place }] : [];
    }),
  );
}

/** The entries whose bytes are needed on this disk. */
export function neededEntries({ media }: Manifest, known: ReadonlyMap<string, KnownMedia>): string[] {
  const needed = media.flatMap(({ id, currentVersionId, versions }) => {
    const twin = known.get(id);
    if (!twin) return versions;
    return twin.isHere ? [] : versions.filter((version) => version.id === currentVersionId);
  });
  return [...new Set(needed.flatMap(({ entry }) => entry ?? []))];
}

/** A media file of the library for one of the archive: both show the same bytes now. */
export function knownOf(
  { media }: Manifest,
  find: (sha1: string, bytes: number) => KnownMedia | null,
): Map<string, KnownMedia> {
  const known = new Map<string, KnownMedia>();
  for (const { id, currentVersionId, versions } of media) {
    const current = versions.find((version) => version.id === currentVersionId);
    const twin = current?.sha1 ? find(current.sha1, current.bytes) : null;
    if (twin) known.set(id, twin);
  }
  return known;
}
