/** What every check is about (design: "Invariants"); the name comes first in each message. */
export const invariants = {
  I1: 'quiet devices equal the server',
  I1a: 'a write and its outbox entry are atomic',
  I2: 'the outbox drains, and its age is bounded',
  I3: 'the ledger is contiguous per client and has one row per (user, mutation)',
  I4: 'every mutation ends applied, superseded, or rejected and shown',
  I5: 'the final field has the highest accepted stamp',
  I6: 'an own pending write stays visible unless a higher stamp exists',
  I7: 'no field goes back in time, except a shown rejection or a disk rollback',
  I8: 'revisions are gapless, and a visible one means all before it',
  I9: 'a row never changes its workspace',
  I10: 'nothing is pushed under another user',
  I11: 'what is in flight is immutable',
  I12: 'the cursor never passes data that is not applied',
  I13: 'no HTTP status alone kills a mutation',
  I14: 'a parent exists, or the mutation is rejected',
  I15: 'the same seed gives the same trace',
  rights: 'what is taken comes from somebody who may write at that moment',
} as const;
export type Invariant = keyof typeof invariants;

export class Violation extends Error {
  readonly invariant: Invariant;
  constructor(invariant: Invariant, what: string) {
    super(`${invariant} (${invariants[invariant]}): ${what}`);
    this.name = 'Violation';
    this.invariant = invariant;
  }
}

let caught: unknown = null;

/** Keeps what went wrong inside a request: supabase-js takes whatever `fetch` throws for the network's fault. */
export function keep(error: unknown): void {
  caught ??= error;
}
/** Throws what was kept. */
export function rethrow(): void {
  const error = caught;
  caught = null;
  if (error !== null) throw error;
}

let unheard: readonly Invariant[] = [];
/** Leaves some checks out from here on: to see whether the others find a planted bug, too. */
export const deafen = (invariants: readonly Invariant[]): void => void (unheard = invariants);

export function hold(invariant: Invariant, isSo: boolean, what: () => string): void {
  if (!isSo && !unheard.includes(invariant)) throw new Violation(invariant, what());
}
