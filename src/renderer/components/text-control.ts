/**
 * The shared looks of everything one types or picks in. (`:read-only` would match the button of a select too.) What is
 * typed runs as it is written, `plaintext`; the control itself, its padding and an empty line keep the direction of the
 * page, which `dir="auto"` would take from them.
 */
export const textControl =
  'w-full rounded-md border border-line-control bg-raised px-2 text-13 text-ink placeholder:text-ink-faint ' +
  '[unicode-bidi:plaintext] transition-colors focus-visible:outline-2 focus-visible:-outline-offset-1 ' +
  'disabled:bg-sunken disabled:text-ink-muted [&[readonly]]:bg-sunken [&[readonly]]:text-ink-muted ' +
  'aria-invalid:border-danger aria-invalid:focus-visible:outline-danger';
