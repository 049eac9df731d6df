import { withAssigned } from '../../shared/domain/assigned-captions.ts';
import { filesOfPlan, type ImportPlan, withoutExcluded } from '../../shared/domain/import-plan.ts';
import type { CourseId, MediaId, PlanId } from '../../shared/domain/ids.ts';
import type { StepLabel } from '../../shared/domain/step-label.ts';
import { err, ok } from '../../shared/ipc/result.ts';
import type { MediaTable } from '../db/tables/media.ts';
import type { Handlers } from '../ipc/router.ts';
import type { CaptionFiles } from '../media/caption-files.ts';
import type { ImportSessions } from '../media/import-sessions.ts';
import { type EditContext, liveRow, notFound } from './context.ts';
import {
  createImportDrafts,
  type DraftDeps,
  type ImportDrafts,
  type KnownMedia,
  type Landing,
  type OneLesson,
} from './import-drafts.ts';
import { withKeptCaptions } from './import-captions.ts';
import { createLandings, type ImportTarget, type LandingDeps } from './import-landing.ts';
import { nothingRefreshed, type Refreshed, refreshLessons } from './import-refresh.ts';

type Opened = Awaited<ReturnType<Handlers['import.pickFolder']>>;
type ImportHandlers = Pick<Handlers, Extract<keyof Handlers, `import.${string}`>>;

export interface ImportDeps extends EditContext, LandingDeps {
  readonly sessions: ImportSessions;
  readonly media: MediaTable;
  readonly captions: Pick<CaptionFiles, 'take'>;
  /** The system's folder picker over the window that asks; null when it was closed. */
  readonly pickFolder: (windowId: number) => Promise<string | null>;
  /** The same for files; empty when it was closed. */
  readonly pickFiles: (windowId: number, several: boolean) => Promise<readonly string[]>;
  /** Recordings of a course are somewhere else on this disk now; nothing else of it changed. */
  readonly onPlaced: (courseId: CourseId) => void;
}

export function createImportActions(deps: ImportDeps): ImportHandlers {
  const { sessions, mutator } = deps;
  const { landingOf, withoutShown, courseOfOffer } = createLandings(deps);

  function write(label: StepLabel, made: ImportDrafts, refreshed: Refreshed, known: DraftDeps['known']): void {
    const { links } = made;
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
      label,
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
  async function knownOf(plan: ImportPlan, factsOf: DraftDeps['factsOf']): Promise<DraftDeps['known']> {
    const known = new Map<string, KnownMedia>();
    for (const { fileKey } of filesOfPlan(plan)) {
      const { sha1, bytes } = factsOf(fileKey);
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

  /** The media that a file is a newer version of; null when it is a file of its own. */
  function replacing(planId: PlanId, target: ImportTarget, landing: Landing, known: DraftDeps['known']) {
    return (fileKey: string): MediaId | null => {
      if (landing.kind === 'lesson') {
        // What others show stays theirs; what the library has already is linked
        const isOwn = landing.former?.isShared === 0 && !known.has(fileKey);
        return isOwn ? (landing.former?.mediaId ?? null) : null;
      }
      const mediaId = courseOfOffer(target) ? sessions.replacedBy(planId, fileKey) : null;
      // One that was deleted since it was offered is replaced by nothing
      return mediaId !== null && liveRow(mutator, 'media_files', mediaId) ? (mediaId as MediaId) : null;
    };
  }
  /** Null when the picker was closed. */
  async function openPicked(paths: readonly string[], courseId: CourseId | undefined) {
    if (paths.length === 0) return ok(null);
    const opened = await sessions.open(paths, { courseId });
    return opened.success || opened.error.code !== 'CANCELLED' ? (opened as Opened) : ok(null);
  }

  return {
    async 'import.pickFolder'({ courseId }, { windowId }) {
      const folder = await deps.pickFolder(windowId);
      return openPicked(folder === null ? [] : [folder], courseId);
    },
    'import.pickFiles': async ({ courseId, several }, { windowId }) =>
      openPicked(await deps.pickFiles(windowId, several), courseId),
    'import.scan': ({ paths, courseId }) => sessions.open(paths, { courseId }),
    'import.getPlan'({ planId, ...switches }) {
      const plan = sessions.plan(planId, switches);
      return plan ? ok(plan) : notFound('import');
    },
    async 'import.apply'({ planId, target, excluded, assigned = [], ...switches }) {
      if (!(await sessions.settle(planId))) return notFound('import');
      const found = sessions.plan(planId, switches);
      if (!found) return notFound('import');
      const whole = withAssigned(found, new Map(assigned.map((one) => [one.captionKey, one.lessonKey])));
      const left = new Set(excluded);
      const checked = withoutExcluded(whole, left);
      const refreshed = refreshOf(whole, target, left);
      const isMore = refreshed.drafts.length + refreshed.locations.length > 0;
      if (checked.totals.files === 0 && !isMore) return err('NOTHING_SELECTED', 'nothing is checked');
      const offered = withoutShown(checked, courseOfOffer(target));
      if (offered.totals.files === 0 && !isMore) return err('ALREADY_IMPORTED', 'lessons show all of it');
      const missing = await sessions.findMissing(planId, offered);
      if (missing) return err('FOLDER_GONE', 'a file is not there any more', { path: missing });
      const { plan, factsOf } = await withKeptCaptions(offered, (key) => sessions.factsOf(planId, key), deps.captions);
      const known = await knownOf(plan, factsOf);
      const landing = landingOf(plan, target);
      if (!landing) return notFound('course');
      const refused = landing.kind === 'lesson' ? refusalOf(plan, landing, known) : null;
      if (refused) return refused;
      const replacedBy = replacing(planId, target, landing, known);
      const made = createImportDrafts(plan, landing, {
        newId: deps.newId,
        nowMs: deps.nowMs,
        factsOf,
        known,
        replacedBy,
      });
      write(labelOf(plan, landing, made, refreshed), made, refreshed, known);
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

/** A lesson takes one recording, and another one than it shows. */
function refusalOf({ totals, chapters }: ImportPlan, { former }: OneLesson, known: DraftDeps['known']) {
  if (totals.lessons !== 1) return err('NOTHING_SELECTED', 'one recording replaces one');
  const shown = known.get(chapters[0]?.lessons[0]?.fileKey ?? '')?.mediaId;
  return shown !== undefined && shown === former?.mediaId ? err('ALREADY_IMPORTED', 'the lesson shows it') : null;
}

function labelOf(
  plan: ImportPlan,
  landing: Landing,
  { lessons, replaced }: ImportDrafts,
  { renamed, deleted }: Refreshed,
): StepLabel {
  if (landing.kind === 'lesson') return { code: 'lesson.replace', count: 1, name: landing.title };
  const count = lessons + replaced + renamed + deleted;
  if (!plan.refresh) return { code: 'course.import', count, name: plan.title };
  return { code: 'course.refresh', count, name: plan.originalName };
}
