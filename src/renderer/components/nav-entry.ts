/** The looks of a place in a list of places; the router sets `aria-current`, or the list does for a place inside. */
export const navEntry =
  'flex min-h-7 items-center gap-2 rounded-md px-2 py-1 text-13 text-ink-muted hover:bg-hover aria-[current]:bg-pressed ' +
  'aria-[current]:font-medium aria-[current]:text-ink';
