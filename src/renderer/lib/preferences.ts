/**
 * Small preferences of this computer's screen (pane sizes, sorting): strings under a key. A browser profile
 * that refuses storage (private, full) costs the memory, never the screen.
 */
export function readPreference(key: string): string | null {
  try {
    return localStorage.getItem(`lectern.${key}`);
  } catch {
    return null;
  }
}

/** Remembers a preference; answers whether it could. */
export function writePreference(key: string, value: string): boolean {
  try {
    localStorage.setItem(`lectern.${key}`, value);
    return true;
  } catch {
    return false;
  }
}
