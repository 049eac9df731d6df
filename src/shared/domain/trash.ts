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
export const purgeGraceMs = 7 * dayMs;
/** What was thrown away by mistake can be brought back on another computer; its edit has so long to arrive. */
export const discardGraceMs = 60 * 60_000;
/** Another computer that purged deletes the bytes itself. One that could not in a week after that never may. */
const othersMs = purgeGraceMs + 7 * dayMs;
/** After what nobody finds in the trash any more: a restore from a computer that was away has so long to arrive. */
const expiredMs = keptInTrashMs + 7 * dayMs;
/** Between the sweep that finds something and its deletion. */
export const sweepGraceMs = dayMs;
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

/** What a purge here puts out of reach: of files that live on, nothing goes with it. */
export const reachOfPurge: Reach = { purgedBeforeMs: always, deletedBeforeMs: 0, discardedBeforeMs: 0 };

/**
 * What is out of reach for good when a deletion is due: the days of grace are counted by the service's clock, since one that
 * was wrong here at the purge may be right by now. Null: none of them is over. Only what was given up by *Discard* need not be
 * in the trash for long.
 */
export const reachWhenDue = (serverNowMs: number | null, isGivenUp: boolean): Reach =>
  serverNowMs === null
    ? { purgedBeforeMs: 0, deletedBeforeMs: 0, discardedBeforeMs: 0 }
    : {
        purgedBeforeMs: serverNowMs - purgeGraceMs,
        deletedBeforeMs: serverNowMs - expiredMs,
        discardedBeforeMs: serverNowMs - (isGivenUp ? discardGraceMs : expiredMs),
      };

/** The same once every day of grace is over: what still wants the bytes by then wants them kept. */
export const reachAfterGrace = (serverNowMs: number | null, isGivenUp: boolean): Reach => ({
  ...reachWhenDue(serverNowMs, isGivenUp),
  purgedBeforeMs: always,
  ...(isGivenUp && { discardedBeforeMs: always }),
});

/** What nobody asked for here, and is deleted all the same: purged elsewhere, expired, or given up and never wanted back. */
export const reachOfSweep = (serverNowMs: number): Reach => ({
  purgedBeforeMs: serverNowMs - othersMs,
  deletedBeforeMs: serverNowMs - expiredMs,
  discardedBeforeMs: serverNowMs - expiredMs,
});
