import { cx } from './cx.ts';
import { tileGrid } from './tile-grid.ts';

/** A grey place-holder that appears only after 150 ms, so that quick answers never flicker. */
function Skeleton({ className }: { readonly className?: string }) {
  return <div aria-hidden className={cx('animate-late rounded-sm bg-pressed', className)} />;
}

/** Pictures with a title and a fact below, as the grid of courses has them. */
export function SkeletonTiles({ tiles, label }: { readonly tiles: number; readonly label: string }) {
  return (
    <div role="status" aria-label={label} className={tileGrid}>
      {Array.from({ length: tiles }, (_, index) => (
        <div key={index} className="flex flex-col gap-2 p-1.5">
          <Skeleton className="aspect-video rounded-md" />
          <Skeleton className="h-3 w-3/5" />
          <Skeleton className="h-3 w-2/5" />
        </div>
      ))}
    </div>
  );
}

/** Rows of a list that is being read; `label` is what a screen reader says. */
export function SkeletonRows({ rows, label }: { readonly rows: number; readonly label: string }) {
  return (
    <div role="status" aria-label={label} className="flex flex-col">
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="flex h-8 items-center gap-3 px-4">
          <Skeleton className="size-4" />
          <Skeleton className="h-3 w-2/5" />
          <Skeleton className="ms-auto h-3 w-12" />
        </div>
      ))}
    </div>
  );
}
