import { filesOfPlan, type ImportPlan, withoutExcluded } from '../../shared/domain/import-plan.ts';
import type { CourseId, MediaId, PlanId } from '../../shared/domain/ids.ts';
import type { StepLabel } from '../../shared/domain/step-label.ts';
import { err, ok } from '../../shared/ipc/result.ts';
import type { MediaTable } from '../db/tables/media.ts';
import type { Handlers } from '../ipc/router.ts';
import type { ImportSessions } from '../media/import-sessions.ts';
import { type EditContext, liveRow, notFound } from './context.ts';
import { createImportDrafts, type DraftDeps, type ImportDrafts, type KnownMedia } from './import-drafts.ts';
import { createLandings, type ImportTarget, type LandingDeps } from './import-landing.ts';
import { nothingRefreshed, type Refreshed, refreshLessons } from './import-refresh.ts';

type ImportHandlers = Pick<Handlers, Extract<keyof Handlers, `import.${string}`>>;

export interface ImportDeps extends EditContext, LandingDeps {
  readonly sessions: ImportSessions;
  readonly media: MediaTable;
  /** The system's folder picker over the window that asks; null when it was closed. */
  readonly pickFolder: (windowId: number) => Promise<string | null>;
  /** Recordings of a course are somewhere else on this disk now; nothing else of it changed. */
  readonly onPlaced: (courseId: CourseId) => void;
}

export function createImportActions(deps: ImportDeps): ImportHandlers {
  const { sessions, mutator } = deps;
  const { landingOf, withoutShown, courseOfOffer } = createLandings(deps);

  function write(plan: ImportPlan, made: ImportDrafts, refreshed: Refreshed, known: DraftDeps['known']): void {
    const { links, lessons, replaced } = made;
    const drafts = [...made.drafts, ...refreshed.drafts];
    const locations = [...made.locations, ...refreshed.locations];
    const place = (): void => {
      for (const location of locations) deps.media.saveLocation(location);
    };
    // Where files are on this disk is no step, and goes nowhere
    if (drafts.length === 0) {
      place();
      return deps.onPlaced(made.courseId);
    }
    mutator.mutate({
      label: labelOf(plan, lessons + replaced, refreshed),
      drafts,
      alongside: (mutationId) => {
        place();
        for (const { versionId } of made.locations) deps.media.setWanted(versionId, true);
        // One whose upload was cancelled is wanted again.
        for (const { versionId, isHere } of known.values()) if (isHere) deps.media.setWanted(versionId, true);
        for (const link of links) deps.media.addAudit({ ...link, atMs: deps.nowMs(), mutationId });
      },
    });
  }

  /** What of the plan the library has already. Only a *current* version counts: an old one's media shows other bytes. */
  async function knownOf(planId: PlanId, plan: ImportPlan): Promise<DraftDeps['known']> {
    const known = new Map<string, KnownMedia>();
    for (const { fileKey } of filesOfPlan(plan)) {
      const { sha1, bytes } = sessions.factsOf(planId, fileKey);
      const same = sha1 && deps.media.listOfSize(bytes).find((one) => one.sha1 === sha1 && one.isCurrent === 1);
      if (!same) continue;
      const isHere = same.path !== null && (await sessions.isThere(same.path));
      known.set(fileKey, { mediaId: same.mediaId, versionId: same.versionId, isHere });
    }
    return known;
  }

  /** What else a compared folder changes of its course. */
  function refreshOf({ planId, refresh }: ImportPlan, target: ImportTarget, excluded: ReadonlySet<string>): Refreshed {
    const compared = sessions.comparedWith(planId);
    if (target.kind !== 'refresh' || !refresh || !compared) return nothingRefreshed;
    return refreshLessons(mutator, deps.nowMs, { refresh, compared, excluded, deleted: target.deleted });
  }

  return {
    async 'import.pickFolder'({ courseId }, { windowId }) {
      const folder = await deps.pickFolder(windowId);
      if (folder === null) return ok(null);
      const opened = await sessions.open([folder], { courseId });
      if (opened.success || opened.error.code !== 'CANCELLED')
        return opened as Awaited<ReturnType<ImportHandlers['import.pickFolder']>>;
      return ok(null);
    },
    'import.scan': ({ paths, courseId }) => sessions.open(paths, { courseId }),
    'import.getPlan'({ planId, ...switches }) {
      const plan = sessions.plan(planId, switches);
      return plan ? ok(plan) : notFound('import');
    },
    async 'import.apply'({ planId, target, excluded, ...switches }) {
      if (!(await sessions.settle(planId))) return notFound('import');
      const whole = sessions.plan(planId, switches);
      if (!whole) return notFound('import');
      const left = new Set(excluded);
      const checked = withoutExcluded(whole, left);
      const refreshed = refreshOf(whole, target, left);
      const isMore = refreshed.drafts.length + refreshed.locations.length > 0;
      if (checked.totals.files === 0 && !isMore) return err('NOTHING_SELECTED', 'nothing is checked');
      const plan = withoutShown(checked, courseOfOffer(target));
      if (plan.totals.files === 0 && !isMore) return err('ALREADY_IMPORTED', 'lessons show all of it');
      const missing = await sessions.findMissing(planId, plan);
      if (missing) return err('FOLDER_GONE', 'a file is not there any more', { path: missing });
      const known = await knownOf(planId, plan);
      const landing = landingOf(plan, target);
      if (!landing) return notFound('course');
      const factsOf = (fileKey: string) => sessions.factsOf(planId, fileKey);
      /** One that was deleted since it was offered is replaced by nothing: the file is a lesson of its own. */
      function replacedBy(fileKey: string): MediaId | null {
        const mediaId = courseOfOffer(target) ? sessions.replacedBy(planId, fileKey) : null;
        return mediaId !== null && liveRow(mutator, 'media_files', mediaId) ? (mediaId as MediaId) : null;
      }
      const drafting = { newId: deps.newId, nowMs: deps.nowMs, factsOf, known, replacedBy };
      const made = createImportDrafts(plan, landing, drafting);
      write(plan, made, refreshed, known);
      sessions.close(planId);
      const { courseId, lessons, firstLessonId, linked, replaced } = made;
      const { renamed, deleted } = refreshed;
      return ok({ courseId, lessons, firstLessonId, linked, replaced, renamed, deleted });
    },
    'import.discard'({ planId }) {
      sessions.close(planId);
      return ok({});
    },
  };
}

function labelOf(plan: ImportPlan, brought: number, { renamed, deleted }: Refreshed): StepLabel {
  if (!plan.refresh) return { code: 'course.import', count: brought, name: plan.title };
  return { code: 'course.refresh', count: brought + renamed + deleted, name: plan.originalName };
}
