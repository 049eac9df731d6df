import type { CellValue } from '../../shared/domain/registry.ts';
import type { Op } from '../../shared/domain/merge.ts';

/**
 * Cuts a large mutation into slices of about `maxOps`, in order, none of which refers to a row that only a later one
 * makes: the server checks references slice by slice, and a refused slice would take the rest with it. A slice is
 * longer than `maxOps` only where its rows refer to each other all the way.
 */
export function sliceOps(ops: readonly Op[], maxOps: number): Op[][] {
  if (ops.length <= maxOps) return [[...ops]];
  const closed = closedAfter(ops);
  const slices: Op[][] = [];
  let first = 0;
  while (first < ops.length) {
    const end = endOf(closed, first, maxOps, ops.length);
    slices.push(ops.slice(first, end));
    first = end;
  }
  return slices;
}

/** Whether all that is referred to up to and with each op is made up to there. */
function closedAfter(ops: readonly Op[]): boolean[] {
  const madeAt = new Map<CellValue, number>();
  for (const [index, op] of ops.entries()) if (op.k === 'put' && !madeAt.has(op.id)) madeAt.set(op.id, index);
  let reach = -1;
  return ops.map((op, index) => {
    const needed = [op.id, ...Object.values(op.v).flatMap((group) => Object.values(group))];
    for (const value of needed) reach = Math.max(reach, madeAt.get(value) ?? -1);
    return reach <= index;
  });
}

function endOf(closed: readonly boolean[], first: number, maxOps: number, length: number): number {
  for (let end = Math.min(first + maxOps, length); end > first; end -= 1) if (closed[end - 1]) return end;
  for (let end = first + maxOps + 1; end < length; end += 1) if (closed[end - 1]) return end;
  return length;
}
