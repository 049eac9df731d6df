import type { FileFacts } from '../../shared/domain/publish-check.ts';
import { checkCourse, type CourseFacts, type Finding } from '../../shared/domain/publish-check.ts';
import type { CourseId, CourseVersionId } from '../../shared/domain/ids.ts';
import { limitsOf } from '../../shared/domain/publish-rules.ts';
import { diffSnapshots } from '../../shared/domain/snapshot-diff.ts';
import { ok } from '../../shared/ipc/result.ts';
import type { RulesInForce } from '../auth/publish-rules-file.ts';
import { createCourseSnapshots, type SnapshotTables } from '../db/tables/course-snapshots.ts';
import type { ReceiptTable } from '../db/tables/upload-receipts.ts';
import type { KnownFile, PublishFacts } from '../db/tables/publish-facts.ts';
import type { Handlers } from '../ipc/router.ts';
import { type EditContext, liveRow, notFound, textOf } from './context.ts';

interface PublishDeps extends SnapshotTables, Pick<EditContext, 'mutator'> {
  readonly publishFacts: PublishFacts;
  readonly receipts: Pick<ReceiptTable, 'ofVersion'>;
  readonly readRules: () => RulesInForce;
  /** How large the file at a path is; null: there is none. May take long on a network drive. */
  readonly sizeOf: (path: string) => Promise<number | null>;
}
const TEXTS = ['title', 'subtitle', 'description', 'audience', 'requirements', 'category', 'language'] as const;

/** The checklist before publishing. Everything is looked up on this computer. */
export function createChecklist(deps: PublishDeps) {
  const { publishFacts, receipts } = deps;

  async function fileFacts({ versionId, path, ...file }: KnownFile): Promise<FileFacts> {
    const receipt = file.whereabouts === 'stored' ? receipts.ofVersion(versionId)?.receipt : undefined;
    // With the index put first, the object is not the file; what was read of the file is.
    const sent = receipt ? (receipt.source ?? { bytes: receipt.bytes, sha1: receipt.sha1 }) : null;
    return { ...file, sent, onDiskBytes: path === null ? null : await deps.sizeOf(path) };
  }
  async function factsOf(courseId: CourseId, row: NonNullable<ReturnType<typeof liveRow>>): Promise<CourseFacts> {
    const chapters = publishFacts.listChapters(courseId).map(async (chapter) => ({
      ...chapter,
      lessons: await Promise.all(
        chapter.lessons.map(async (lesson) => ({ ...lesson, files: await Promise.all(lesson.files.map(fileFacts)) })),
      ),
    }));
    const files = publishFacts
      .listCourseFiles(courseId)
      .map(async ({ field, file }) => ({ field, file: await fileFacts(file) }));
    const texts = Object.fromEntries(TEXTS.map((name) => [name, textOf(row, name)])) as CourseFacts['texts'];
    const { objectives } = row;
    return {
      texts,
      objectives: Array.isArray(objectives) ? objectives.length : 0,
      files: await Promise.all(files),
      chapters: await Promise.all(chapters),
    };
  }
  return {
    /** By the rules in force; null when there is no such course. */
    async check(courseId: CourseId): Promise<Finding[] | null> {
      const row = liveRow(deps.mutator, 'courses', courseId);
      return row && checkCourse(deps.readRules().rules, await factsOf(courseId, row));
    },
  };
}
export type Checklist = ReturnType<typeof createChecklist>;

interface PublishedAt {
  readonly versionId: CourseVersionId;
  readonly atMs: number;
}
type ReadHandlers = Pick<Handlers, 'publish.getLimits' | 'publish.getChecklist'>;

/** What the publish page shows. */
export function createPublishActions(deps: PublishDeps, { check }: Checklist): ReadHandlers {
  const { versions } = deps;
  const snapshots = createCourseSnapshots(deps.mutator.rows, deps);

  function sincePublished(courseId: CourseId, last: PublishedAt | undefined) {
    const [content, now] = [last && snapshots.contentOf(last.versionId), snapshots.present(courseId)];
    return last && content && now ? { ...last, changes: diffSnapshots(content, now) } : null;
  }
  const listPublished = (courseId: CourseId): PublishedAt[] =>
    versions
      .list(courseId)
      .filter(({ kind }) => kind === 'published')
      .map(({ versionId, createdAtMs: atMs }) => ({ versionId, atMs }));

  return {
    'publish.getLimits': () => ok(limitsOf(deps.readRules().rules)),
    async 'publish.getChecklist'({ courseId }) {
      const findings = await check(courseId);
      if (!findings) return notFound('course');
      const { source, file, fault } = deps.readRules();
      const published = listPublished(courseId);
      return ok({
        findings: findings.map((finding) => ({ ...finding, places: [...finding.places] })),
        rules: { source, file, fault },
        published,
        sincePublished: sincePublished(courseId, published[0]),
      });
    },
  };
}
