import type { ChapterId, LessonId, MediaId } from '../../shared/domain/ids.ts';
import type { Draft, SyncedRow } from '../../shared/domain/merge.ts';
import { positionsBetween, rebalance, type Placed } from '../../shared/domain/position.ts';
import type { StepLabel } from '../../shared/domain/step-label.ts';
import type { ChildTable } from '../db/tables/children.ts';
import type { Location, MediaTable } from '../db/tables/media.ts';
import type { FileFacts } from '../media/import-sessions.ts';
import { type EditContext, liveRow, textOf } from './context.ts';
import type { KnownMedia } from './import-drafts.ts';
import { auditOf } from './link-audit.ts';

interface LinkDeps extends EditContext {
  readonly children: ChildTable;
  readonly media: MediaTable;
}
/** A link to a file. */
export interface HeldLink {
  readonly row: SyncedRow;
  readonly mediaId: MediaId;
}

/** The files that hang on a lesson, or a chapter, in one role, and how they are changed: with audit and places of this disk, in one step. */
export function createLessonLinks(deps: LinkDeps, role: string) {
  const { mutator, media } = deps;
  const read = (id: string) => mutator.rows.read('media_links', id)?.row ?? null;

  return {
    /** In their order. */
    list: (targetId: LessonId | ChapterId): HeldLink[] =>
      deps.children.linkIds(targetId).flatMap((id) => {
        const row = liveRow(mutator, 'media_links', id);
        return row && textOf(row, 'role') === role ? [{ row, mediaId: textOf(row, 'media_id') as MediaId }] : [];
      }),

    /** The same file in the library, so that its bytes are not sent twice. `isThere`: whether the library's copy still is. */
    knownOf({ sha1, bytes, path }: FileFacts, isThere: boolean): KnownMedia | null {
      const same = sha1 && media.listOfSize(bytes).find((one) => one.sha1 === sha1 && one.isCurrent === 1);
      return same ? { mediaId: same.mediaId, versionId: same.versionId, isHere: same.path === path || isThere } : null;
    },

    write(label: StepLabel, drafts: readonly Draft[], locations: readonly Location[] = [], undoable = true): void {
      const audited = auditOf(drafts, (_table, id) => read(id));
      mutator.mutate({
        label,
        drafts,
        undoable,
        alongside(mutationId) {
          for (const location of locations) {
            media.saveLocation(location);
            // One whose upload was cancelled is wanted again.
            media.setWanted(location.versionId, true);
          }
          for (const link of audited) media.addAudit({ ...link, atMs: deps.nowMs(), mutationId });
        },
      });
    },
  };
}

/** Order keys after one of the siblings (null: before the first) for `count` rows, and siblings that make room. Null: no such sibling. */
export function roomAfter(staying: readonly Placed[], afterId: string | null, count: number, random: () => number) {
  const at = afterId === null ? 0 : staying.findIndex(({ id }) => id === afterId) + 1;
  if (afterId !== null && at === 0) return null;
  const keys = positionsBetween(staying[at - 1]?.pos ?? null, staying[at]?.pos ?? null, count, random);
  return keys ? { keys, shifted: [] } : rebalance(staying, at, count);
}
