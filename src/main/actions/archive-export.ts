import type { CourseId } from '../../shared/domain/ids.ts';
import { ok } from '../../shared/ipc/result.ts';
import { type CourseRows, collectRows } from '../archive/course-rows.ts';
import { FORMAT, FORMAT_VERSION } from '../archive/manifest.ts';
import type { ArchiveDeps, ArchiveHandlers } from './archive.ts';
import { liveRow, notFound, textOf } from './context.ts';

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

/** How many of the files that stay out are told by name; how many there are is told as well. */
const MAX_NAMES = 100;

/** The rows of a course, and which of its files can be read here now. */
async function readCourse({ sessions, media, parts, mutator }: ArchiveDeps, courseId: CourseId) {
  const ids = parts.listIds(courseId);
  if (!ids) return null;
  const rows = collectRows(ids, (table, id) => mutator.rows.read(table, id)?.row ?? null);
  const versions = rows.media.flatMap(({ kind, versions }) => versions.map((version) => ({ ...version, kind })));
  const located = versions.map((version) => ({ version, location: media.getLocation(version.id) }));
  const there = await sessions.listThere(located.flatMap(({ location }) => location ?? []));
  const files = located.flatMap(({ version: { id, kind, fileName, bytes, sha1 }, location }) => {
    const isAsSeen = there.get(location?.path ?? '');
    if (!location || isAsSeen === undefined || location.bytes !== bytes) return [];
    return [{ versionId: id, kind, fileName, bytes, sha1, path: location.path, isAsSeen }];
  });
  const here = new Set<string>(files.map(({ versionId }) => versionId));
  const missing = versions
    .filter(({ id }) => !here.has(id))
    .map(({ id, fileName, bytes }) => ({ fileName, bytes, isStored: Boolean(media.getVersion(id)?.b2FileId) }));
  return { rows, files, missing };
}

const amountOf = (files: readonly { readonly bytes: number }[]) => ({
  files: files.length,
  bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
});
const lessonsOf = ({ chapters }: CourseRows): number => chapters.reduce((sum, { lessons }) => sum + lessons.length, 0);

export function createExports(deps: ArchiveDeps): Pick<ArchiveHandlers, 'archive.getContents' | 'archive.make'> {
  const { sessions, parts } = deps;
  return {
    async 'archive.getContents'({ courseId }) {
      const found = await readCourse(deps, courseId);
      if (!found) return notFound('course');
      const { rows, files, missing } = found;
      return ok({
        title: rows.course.title,
        chapters: rows.chapters.length,
        lessons: lessonsOf(rows),
        here: amountOf(files),
        missing: { ...amountOf(missing), first: missing.slice(0, MAX_NAMES) },
        steps: parts.listSteps(courseId).length,
      });
    },
    async 'archive.make'({ courseId, jobId, withMedia, withHistory }, { windowId }) {
      const course = liveRow(deps.mutator, 'courses', courseId);
      if (!course) return notFound('course');
      const target = await deps.pickTarget(windowId, suggestedName(textOf(course, 'title')));
      if (target === null) return ok(null);
      const found = await readCourse(deps, courseId);
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
      const { fileName, bytes, leftOut } = answer.data;
      const missing = withMedia ? [...found.missing.map((file) => file.fileName), ...leftOut] : [];
      return ok({ fileName, bytes, missing: { files: missing.length, first: missing.slice(0, MAX_NAMES) } });
    },
  };
}
