export interface ByteRange {
  /** First byte. */
  readonly start: number;
  /** Last byte, inclusive. */
  readonly end: number;
}
export type RangeAnswer =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly range: ByteRange }
  | { readonly kind: 'unsatisfiable' };

/**
 * Reads one `Range` header (RFC 9110, 14.1.2) against a length. Several ranges, other units and nonsense are answered
 * with the whole, as the RFC allows.
 */
export function parseRange(header: string | null, length: number): RangeAnswer {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  const [first = '', last = ''] = match?.slice(1) ?? [];
  if (!match || (first === '' && last === '')) return { kind: 'whole' };
  const start = first === '' ? Math.max(0, length - Number(last)) : Number(first);
  const end = first === '' || last === '' ? length - 1 : Math.min(Number(last), length - 1);
  if (first === '' && Number(last) === 0) return { kind: 'unsatisfiable' };
  if (first !== '' && last !== '' && Number(last) < start) return { kind: 'whole' };
  return start >= length ? { kind: 'unsatisfiable' } : { kind: 'part', range: { start, end } };
}
