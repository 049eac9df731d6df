import type { CellValue } from '../../shared/domain/registry.ts';

/**
 * Text that PostgreSQL can hold: it has no U+0000, and JSON with half a surrogate pair is refused as a whole, which
 * would stop every mutation behind it. (A file name or a slice of a text may have either.)
 */
export const wireText = (text: string): string => text.replaceAll('\u0000', '').toWellFormed();

/** The same value with every text in it fit for the wire; also keys. */
export function wireValue(value: CellValue): CellValue {
  if (typeof value === 'string') return wireText(value);
  if (Array.isArray(value)) return value.map(wireValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [wireText(key), wireValue(item as CellValue)]));
}
