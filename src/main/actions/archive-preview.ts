import type { ArchivePreview } from '../../shared/ipc/contract/archive.ts';
import type { OpenedArchive } from '../archive/archive-sessions.ts';
import type { Manifest, ManifestMedia, ManifestVersion } from '../archive/manifest.ts';
import type { KnownMedia } from './import-drafts.ts';

type Lesson = ArchivePreview['chapters'][number]['lessons'][number];
type State = NonNullable<Lesson['media']>['state'];
export interface PreviewFacts {
  readonly known: ReadonlyMap<string, KnownMedia>;
  readonly isCopy: boolean;
  readonly freeBytes: number | null;
}

/** How many of the files that are not in it are told by name. */
const MAX_NAMES = 100;

/** What stands on screen before an archive is imported. Pure. */
export function previewOf(archive: OpenedArchive, { known, isCopy, freeBytes }: PreviewFacts): ArchivePreview {
  const { manifest, archiveId, fileName, folder } = archive;
  const shown = shownMedia(manifest, known);
  const links = Map.groupBy(manifest.links, ({ targetId }) => targetId);
  const lessonOf = ({ id, title, kind }: Manifest['chapters'][number]['lessons'][number]): Lesson => {
    const own = links.get(id) ?? [];
    const video = own.find(({ role }) => role === 'video');
    const count = (wanted: string): number => own.filter(({ role }) => role === wanted).length;
    const media = (video && shown.get(video.mediaId)) ?? null;
    return { lessonId: id, title, kind, media, captions: count('caption'), resources: count('resource') };
  };
  const sumOf = (state: State) => {
    const files = [...shown.values()].filter((one) => one.state === state);
    return { files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
  };
  const missing = [...shown.values()].filter(({ state }) => state === 'missing').map((one) => one.fileName);
  return {
    archiveId,
    fileName,
    title: manifest.course.title,
    exportedAtMs: manifest.exportedAtMs,
    isCopy,
    lessons: manifest.counts.lessons,
    chapters: manifest.chapters.map(({ id, title, lessons }) => ({
      chapterId: id,
      title,
      lessons: lessons.map(lessonOf),
    })),
    new: sumOf('new'),
    here: sumOf('here'),
    missing: { ...sumOf('missing'), first: missing.slice(0, MAX_NAMES) },
    historySteps: manifest.counts.historySteps,
    folder,
    freeBytes,
  };
}

/** What each media file shows, and where its bytes are. */
function shownMedia({ media }: Manifest, known: PreviewFacts['known']) {
  const stateOf = ({ id }: ManifestMedia, { entry }: ManifestVersion): State => {
    const twin = known.get(id);
    if (twin?.isHere) return 'here';
    return entry === null ? 'missing' : 'new';
  };
  const shown = media.flatMap((one) => {
    const version = one.versions.find(({ id }) => id === one.currentVersionId);
    if (!version) return [];
    const { fileName, bytes, durationMs } = version;
    return [[one.id, { fileName, bytes, durationMs, state: stateOf(one, version) }] as const];
  });
  return new Map<string, NonNullable<Lesson['media']>>(shown);
}
