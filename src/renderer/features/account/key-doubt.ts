/** Why a key does not look like one that may be on this computer. */
export type KeyDoubt = 'secret' | 'unknown';

/** `sb_publishable_…`, or a JWT of the older kind (`eyJ…`); null also while nothing is typed. */
export function keyDoubt(typed: string): KeyDoubt | null {
  const key = typed.trim();
  if (key.startsWith('sb_secret_')) return 'secret';
  return key === '' || key.startsWith('sb_publishable_') || key.startsWith('eyJ') ? null : 'unknown';
}
