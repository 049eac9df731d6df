import type { ShownValue } from '../../../shared/domain/history.ts';
import type { Words } from '../../../shared/messages/words.ts';

/** A field's value in words: what it says, or what it means. */
export function shownWords(t: Words, value: ShownValue, locale: string): string {
  switch (value.kind) {
    case 'text':
      return value.text === '' ? t('history.value.empty') : value.text;
    case 'price':
      return value.minor === null ? t('history.value.empty') : priceWords(value.minor, value.currency, locale);
    case 'life':
      return t(value.isDeleted ? 'history.value.deleted' : 'history.value.there');
    case 'place':
      return value.parent === '' ? t('history.value.anotherPlace') : t('history.value.place', { parent: value.parent });
  }
}

function priceWords(minor: number, currency: string, locale: string): string {
  try {
    const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
    return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
  } catch {
    // Not a currency code: another version's, or half a pull.
    return `${String(minor)} ${currency}`;
  }
}
