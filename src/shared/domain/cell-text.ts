import type { CellValue } from './registry.ts';

/** A cell as somebody reads it, the items of a list set apart by `separator`; null for none. */
export function cellText(value: CellValue | undefined, separator: string): string | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map((item: CellValue) => cellText(item, separator) ?? '').join(separator);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
