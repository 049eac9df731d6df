import type { FileFacts } from '../../shared/domain/publish-check.ts';
import { checkCourse, type CourseFacts } from '../../shared/domain/publish-check.ts';
import type { CourseId } from '../../shared/domain/ids.ts';
import { limitsOf } from '../../shared/domain/publish-rules.ts';
import { diffSnapshots } from '../../shared/domain/snapshot-diff.ts';
import { ok } from '../../shared/ipc/result.ts';
import type { RulesInForce } from '../auth/publish-rules-file.ts';
import type { ReceiptTable } from '../db/tables/upload-receipts.ts';
import type { KnownFile, PublishFacts } from '../db/tables/publish-facts.ts';
import type { Handlers } from '../ipc/router.ts';
import { type EditContext, liveRow, notFound, textOf } from './context.ts';
import { createCourseSnapshots, type SnapshotDeps } from './course-snapshots.ts';

interface PublishDeps extends SnapshotDeps, Pick<EditContext, 'mutator'> {
  readonly publishFacts: PublishFacts;
  readonly receipts: Pick<ReceiptTable, 'ofVersion'>;
  readonly readRules: () => RulesInForce;
  /** How large the file at a path is; null: there is none. May take long on a network drive. */
  readonly sizeOf: (path: string) => Promise<number | null>;
}
const TEXTS = ['title', 'subtitle', 'description', 'audience', 'requirements', 'category', 'language'] as const;

/** The checklist before publishing. Everything is looked up on this computer. */
export function createPublishActions(deps: PublishDeps): Pick<Handlers, Extract<keyof Handlers, `publish.${string}`>> {
  const { publishFacts, receipts, versions } = deps;
  const snapshots = createCourseSnapshots(deps);

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
    const texts = Object.fromEntries(TEXTS.map((name) => [name, textOf(row, name)])) as CourseFacts['texts'];
    const { objectives } = row;
    return {
      texts,
      objectives: Array.isArray(objectives) ? objectives.length : 0,
      hasCover: publishFacts.coverOf(courseId) !== null,
      chapters: await Promise.all(chapters),
    };
  }
  function sincePublished(courseId: CourseId) {
    const last = versions.list(courseId).find(({ kind }) => kind === 'published');
    const [content, now] = [last && snapshots.contentOf(last.versionId), snapshots.present(courseId)];
    if (!last || !content || !now) return null;
    return { versionId: last.versionId, atMs: last.createdAtMs, changes: diffSnapshots(content, now) };
  }

  return {
    'publish.getLimits': () => ok(limitsOf(deps.readRules().rules)),
    async 'publish.getChecklist'({ courseId }) {
      const row = liveRow(deps.mutator, 'courses', courseId);
      if (!row) return notFound('course');
      const { rules, ...about } = deps.readRules();
      const findings = checkCourse(rules, await factsOf(courseId, row));
      return ok({
        findings: findings.map((finding) => ({ ...finding, places: [...finding.places] })),
        rules: about,
        sincePublished: sincePublished(courseId),
      });
    },
  };
}
