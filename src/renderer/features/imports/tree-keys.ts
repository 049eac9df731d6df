import type { TreeRow } from './tree-rows.ts';

/** What a key does in the tree: go to a row, fold or unfold the row, or press its box. */
export type TreeMove =
  | { readonly do: 'go'; readonly to: number }
  | { readonly do: 'toggle'; readonly id: string }
  | { readonly do: 'check'; readonly row: TreeRow };

const PAGE = 12;

/** The keys of the ARIA tree grid pattern, rows as the unit. `forward` is the key that points to the text's end. */
export function moveFor(key: string, rows: readonly TreeRow[], at: number, forward: string): TreeMove | null {
  const row = rows[at];
  if (!row) return null;
  const go = (to: number): TreeMove => ({ do: 'go', to: Math.max(0, Math.min(rows.length - 1, to)) });
  switch (key) {
    case 'ArrowDown':
      return go(at + 1);
    case 'ArrowUp':
      return go(at - 1);
    case 'PageDown':
      return go(at + PAGE);
    case 'PageUp':
      return go(at - PAGE);
    case 'Home':
      return go(0);
    case 'End':
      return go(rows.length - 1);
    case ' ':
      return row.keys.length > 0 ? { do: 'check', row } : null;
    case 'Enter':
      return row.isOpen === null ? null : { do: 'toggle', id: row.id };
    case 'ArrowLeft':
    case 'ArrowRight':
      return key === forward ? inward(row, at, go) : outward(row, rows, go);
    default:
      return null;
  }
}

function inward(row: TreeRow, at: number, go: (to: number) => TreeMove): TreeMove | null {
  if (row.isOpen === null) return null;
  return row.isOpen ? go(at + 1) : { do: 'toggle', id: row.id };
}

function outward(row: TreeRow, rows: readonly TreeRow[], go: (to: number) => TreeMove): TreeMove | null {
  if (row.isOpen) return { do: 'toggle', id: row.id };
  const parent = rows.findIndex((other) => other.id === row.parentId);
  return parent < 0 ? null : go(parent);
}
