/** How many digits of a currency come after the decimal point: 2 for USD, 0 for JPY, 3 for KWD (ISO 4217). */
export function minorDigits(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

export type PriceParse =
  | { readonly ok: true; readonly priceMinor: number | null }
  | { readonly ok: false; readonly fault: 'not-a-number' | 'too-many-decimals' | 'too-large' };

/** The most that the shared schema takes, in minor units. */
const MAX_MINOR = 99_999_999;

/**
 * A typed price in minor units, exactly: digits are moved, never multiplied. Point or comma before the decimals,
 * spaces and apostrophes between thousands. Empty is no price (null).
 */
export function parsePrice(text: string, currency: string): PriceParse {
  const typed = text.replaceAll(/[\s'’]/gu, '');
  if (typed === '') return { ok: true, priceMinor: null };
  const match = /^(\d+)(?:[.,](\d*))?$/.exec(typed);
  if (!match) return { ok: false, fault: 'not-a-number' };
  const digits = minorDigits(currency);
  const decimals = match[2] ?? '';
  if (decimals.length > digits) return { ok: false, fault: 'too-many-decimals' };
  const whole = (match[1] ?? '').replace(/^0+/, '');
  if (whole.length > 9) return { ok: false, fault: 'too-large' };
  const priceMinor = Number(whole + decimals.padEnd(digits, '0'));
  return priceMinor > MAX_MINOR ? { ok: false, fault: 'too-large' } : { ok: true, priceMinor };
}

/** Minor units as one types them: 129900 of USD is "1299.00". */
export function priceText(priceMinor: number | null, currency: string): string {
  if (priceMinor === null) return '';
  const digits = minorDigits(currency);
  const all = String(priceMinor).padStart(digits + 1, '0');
  return digits === 0 ? all : `${all.slice(0, -digits)}.${all.slice(-digits)}`;
}

/** Minor units as one reads them: "$1,299.00". Intl takes the decimal text itself, so nothing is rounded. */
export function formatPrice(priceMinor: number, currency: string, locale: string): string {
  const text = priceText(priceMinor, currency) as Intl.StringNumericLiteral;
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(text);
}
