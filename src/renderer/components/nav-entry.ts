/** The looks of a place in a list of places; the router sets `aria-current`. */
export const navEntry =
  'flex h-7 items-center gap-2 rounded-md px-2 text-13 text-ink-muted hover:bg-hover aria-[current=page]:bg-pressed ' +
  'aria-[current=page]:font-medium aria-[current=page]:text-ink';
