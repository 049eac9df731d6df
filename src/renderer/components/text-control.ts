/** The shared looks of everything one types or picks in. */
export const textControl =
  'w-full rounded-md border border-line-control bg-raised px-2 text-13 text-ink placeholder:text-ink-faint ' +
  'transition-colors focus-visible:border-focus focus-visible:outline-1 focus-visible:outline-offset-0 ' +
  'disabled:bg-sunken disabled:text-ink-muted read-only:bg-sunken read-only:text-ink-muted ' +
  'aria-invalid:border-danger';
