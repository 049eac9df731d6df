/**
 * Small preferences of this computer's screen (pane sizes, what is hidden): strings under a key, each window its own. A
 * window has no name that outlives it: while it is open (and after a reload) it keeps what was set in it, a new one
 * begins as the last change in any window left it. A browser profile that refuses storage (private, full) costs the
 * memory, never the screen.
 */
export function readPreference(key: string): string | null {
  const name = `lectern.${key}`;
  try {
    const own = sessionStorage.getItem(name);
    const last = own ?? localStorage.getItem(name);
    if (own === null && last !== null) sessionStorage.setItem(name, last);
    return last;
  } catch {
    return null;
  }
}

/** Remembers a preference; answers whether it could. */
export function writePreference(key: string, value: string): boolean {
  try {
    sessionStorage.setItem(`lectern.${key}`, value);
    localStorage.setItem(`lectern.${key}`, value);
    return true;
  } catch {
    return false;
  }
}
