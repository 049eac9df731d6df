import { B2Refusal } from '../errors.ts';

export interface ByteRange {
  first: number;
  /** Inclusive. */
  last: number;
}

/**
 * One `bytes=` range of RFC 9110, section 14: undefined when the header is absent or has another form (the whole
 * file is sent), 416 when it lies outside the file.
 */
export function parseRange(header: string | undefined, bytes: number): ByteRange | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  const [, from = '', to = ''] = match ?? [];
  if (match === null || (from === '' && to === '')) return undefined;
  const first = from === '' ? Math.max(0, bytes - Number(to)) : Number(from);
  const last = from === '' || to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1);
  if (from !== '' && to !== '' && Number(from) > Number(to)) return undefined;
  if (first >= bytes || first > last) {
    throw new B2Refusal(416, 'range_not_satisfiable', 'The range in the request is outside the size of the file', {
      'Content-Range': `bytes */${bytes}`,
    });
  }
  return { first, last };
}
