/** How long something stays in the trash. By reading, not by writing: a clock that is wrong for a day loses nothing. */
export const keptInTrashMs = 90 * 86_400_000;

/** Before which stamps something is out of reach: what was purged, what was deleted, and one version that was given up. */
export interface Reach {
  readonly purgedBeforeMs: number;
  readonly deletedBeforeMs: number;
  readonly discardedBeforeMs: number;
}

const dayMs = 24 * 60 * 60_000;
/** *Purge* can be undone, on whichever computer; its bytes are there for so long. */
export const purgeGraceMs = dayMs;
/** Another computer that purged deletes the bytes itself. One that could not in a week never may. */
const othersMs = 7 * dayMs;
/** After what nobody finds in the trash any more: a restore from a computer that was away has so long to arrive. */
const expiredMs = keptInTrashMs + othersMs;
const always = Number.MAX_SAFE_INTEGER;

/**
 * What is out of reach now, when bytes are about to be deleted: whatever was purged or given up, and what left the trash by
 * itself. Only the service's time says so: a wrong clock here would delete what everybody still sees. Null: nothing expires.
 */
export const reachNow = (serverNowMs: number | null): Reach => ({
  purgedBeforeMs: always,
  deletedBeforeMs: serverNowMs === null ? 0 : serverNowMs - expiredMs,
  discardedBeforeMs: always,
});

/** What nobody asked for here, and is deleted all the same: purged elsewhere, expired, or given up and never wanted back. */
export const reachOfSweep = (serverNowMs: number): Reach => ({
  purgedBeforeMs: serverNowMs - othersMs,
  deletedBeforeMs: serverNowMs - expiredMs,
  discardedBeforeMs: serverNowMs - expiredMs,
});
