import type { SyncState } from './sync-state.ts';

/** Differences up to this are the network's. */
const CLOCK_NOISE_MS = 5_000;

/** Keeps by how much a server is ahead of the clock of this computer: stamps are by that. */
export function learnOffset(state: SyncState, offsetMs: number): void {
  const held = state.getNumber('clock_offset_ms');
  const wanted = Math.abs(offsetMs) > CLOCK_NOISE_MS ? Math.round(offsetMs) : 0;
  if (wanted === 0 ? held !== 0 : Math.abs(wanted - held) > CLOCK_NOISE_MS) state.set('clock_offset_ms', wanted);
}

/**
 * Where nothing is synced, the storage is the only one to tell that the clock of this computer is behind. Stamps from the past
 * would take away the days of grace before bytes are deleted; later ones only add to them.
 */
export function learnStorageTime(state: SyncState, storageNowMs: number, nowMs: number): void {
  if (state.get('owner_id') === null) learnOffset(state, Math.max(0, storageNowMs - nowMs));
}
