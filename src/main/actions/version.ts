import { createCourseSnapshots, type SnapshotTables } from '../db/tables/course-snapshots.ts';
import type { MediaTable } from '../db/tables/media.ts';
import type { Handlers } from '../ipc/router.ts';
import { cutSnapshot, type Snapshot } from '../../shared/domain/course-snapshot.ts';
import type { CourseVersion } from '../../shared/domain/course-version.ts';
import type { CourseId, CourseVersionId } from '../../shared/domain/ids.ts';
import type { Draft } from '../../shared/domain/merge.ts';
import { diffSnapshots } from '../../shared/domain/snapshot-diff.ts';
import { outlineOf } from '../../shared/domain/snapshot-outline.ts';
import { courseTitleOf, restoreDrafts } from '../../shared/domain/snapshot-restore.ts';
import type { StepLabel } from '../../shared/domain/step-label.ts';
import { err, ok } from '../../shared/ipc/result.ts';
import { type EditContext, liveRow, notFound, put, remove, set, textOf } from './context.ts';
import { auditOf } from './link-audit.ts';

type VersionHandlers = Pick<Handlers, Extract<keyof Handlers, `version.${string}`>>;

interface VersionDeps extends EditContext, SnapshotTables {
  readonly media: Pick<MediaTable, 'addAudit'>;
}
const unreadable = () => err('VERSION_UNREADABLE', 'not all of the version is here, or not all can be read');
const published = () => err('VERSION_PUBLISHED', 'a published version is not changed');
const labelOf = (code: StepLabel['code'], name: string): StepLabel => ({ code, count: 1, name });

/** Versions of a course: made, read, and gone back to. */
export function createVersionActions(deps: VersionDeps): VersionHandlers {
  const { mutator, versions, nowMs } = deps;
  const { read, present, contentOf } = createCourseSnapshots(deps.mutator.rows, deps);

  /** A version whose course is there. */
  function find(versionId: CourseVersionId) {
    const row = liveRow(mutator, 'course_versions', versionId);
    const courseId = textOf(row, 'course_id') as CourseId;
    return row && liveRow(mutator, 'courses', courseId) ? { row, courseId, name: textOf(row, 'name') } : null;
  }
  function makeDrafts(versionId: string, courseId: CourseId, name: string, content: Snapshot): Draft[] {
    const cut = cutSnapshot(content);
    const origin = { course_id: courseId, kind: 'named', part_count: cut.length, created_at_ms: nowMs() };
    const parts = cut.map((rows, n) => {
      const data = rows.map((row) => ({ ...row }));
      return put('course_version_parts', deps.newId(), { origin: { version_id: versionId, n, data } });
    });
    return [put('course_versions', versionId, { origin, name: { name } }), ...parts];
  }

  return {
    'version.list': ({ courseId }) => ok(versions.list(courseId)),
    'version.get'({ versionId }) {
      const found = find(versionId);
      const now = found && present(found.courseId);
      if (!found || !now) return notFound('version');
      const content = contentOf(versionId);
      if (!content) return unreadable();
      const { name, courseId } = found;
      const kind = textOf(found.row, 'kind') as CourseVersion['kind'];
      const facts = { versionId, name, kind, createdAtMs: Number(found.row['created_at_ms']), isComplete: true };
      const chapters = outlineOf(content).map((chapter) => ({ ...chapter, lessons: [...chapter.lessons] }));
      return ok({ ...facts, courseId, title: courseTitleOf(content), chapters, changes: diffSnapshots(now, content) });
    },
    'version.make'({ courseId, name }) {
      const content = present(courseId);
      if (!content) return notFound('course');
      const versionId = deps.newId() as CourseVersionId;
      mutator.mutate({ label: labelOf('version.make', name), drafts: makeDrafts(versionId, courseId, name, content) });
      return ok({ versionId });
    },
    'version.rename'({ versionId, name }) {
      const found = find(versionId);
      if (!found) return notFound('version');
      if (found.row['kind'] === 'published') return published();
      if (name !== found.name) {
        const drafts = [set('course_versions', versionId, { name: { name } })];
        mutator.mutate({ label: labelOf('version.rename', found.name), drafts });
      }
      return ok({ versionId });
    },
    'version.delete'({ versionId }) {
      const found = find(versionId);
      if (!found) return notFound('version');
      if (found.row['kind'] === 'published') return published();
      // With its parts, or the server could never collect them
      const parts = versions.partIds(versionId).map((id) => remove('course_version_parts', id, nowMs()));
      const drafts = [remove('course_versions', versionId, nowMs()), ...parts];
      mutator.mutate({ label: labelOf('version.delete', found.name), drafts });
      return ok({ versionId });
    },
    'version.restore'({ versionId }) {
      const found = find(versionId);
      if (!found) return notFound('version');
      const content = contentOf(versionId);
      if (!content) return unreadable();
      const drafts = restoreDrafts(content, { ...versions, read, nowMs: nowMs() });
      const links = auditOf(drafts, read);
      mutator.mutate({
        label:
          found.row['kind'] === 'published'
            ? labelOf('version.discard', textOf(liveRow(mutator, 'courses', found.courseId), 'title'))
            : labelOf('version.restore', found.name),
        drafts,
        alongside(mutationId) {
          for (const link of links) deps.media.addAudit({ ...link, atMs: nowMs(), mutationId });
        },
      });
      return ok({ courseId: found.courseId, rows: drafts.length });
    },
  };
}
