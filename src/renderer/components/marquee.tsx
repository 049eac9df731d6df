import type { RefObject } from 'react';

/** The rectangle that is drawn over a list; whoever follows the pointer gives it its place. */
export function Marquee({ ref }: { readonly ref: RefObject<HTMLDivElement | null> }) {
  return (
    <div
      ref={ref}
      hidden
      aria-hidden
      data-marquee
      className="pointer-events-none absolute top-0 left-0 z-10 border border-accent bg-accent/15"
    />
  );
}
