import type { CellValue } from '../../shared/domain/registry.ts';
import type { Op } from '../../shared/domain/merge.ts';

export interface SliceLimits {
  readonly maxOps: number;
  /** Of the ops as text; a single op may be larger. */
  readonly maxChars: number;
}

/**
 * Cuts a large mutation into slices within the limits, in order, none of which refers to a row that only a later one
 * makes: the server checks references slice by slice, and a refused slice takes the rest with it. A slice is over the
 * limits only where its rows refer to each other all the way.
 */
export function sliceOps(ops: readonly Op[], limits: SliceLimits): Op[][] {
  const fits = createRuler(ops, limits);
  if (fits(0) >= ops.length) return [[...ops]];
  const closed = closedAfter(ops);
  const slices: Op[][] = [];
  let first = 0;
  while (first < ops.length) {
    const end = endOf(closed, first, fits(first), ops.length);
    slices.push(ops.slice(first, end));
    first = end;
  }
  return slices;
}

/** Measures where a slice that begins at an op has to end. */
function createRuler(ops: readonly Op[], { maxOps, maxChars }: SliceLimits): (first: number) => number {
  const chars = ops.map((op) => JSON.stringify(op).length);
  return (first) => {
    let end = first + 1;
    for (let sum = chars[first] ?? 0; end < Math.min(first + maxOps, ops.length); end += 1) {
      sum += chars[end] ?? 0;
      if (sum > maxChars) break;
    }
    return end;
  };
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

/** The last place up to `wanted` where all that is referred to is made; else the first one after it. */
function endOf(closed: readonly boolean[], first: number, wanted: number, length: number): number {
  for (let end = wanted; end > first; end -= 1) if (closed[end - 1]) return end;
  for (let end = wanted + 1; end < length; end += 1) if (closed[end - 1]) return end;
  return length;
}
