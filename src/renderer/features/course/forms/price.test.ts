import { describe, expect, test } from 'vitest';
import { formatPrice, minorDigits, parsePrice, priceText } from './price.ts';

const minor = (text: string, currency = 'USD') => {
  const parsed = parsePrice(text, currency);
  return parsed.ok ? parsed.priceMinor : parsed.fault;
};

describe('prices', () => {
  test.each([
    ['19.99', 'USD', 1999],
    ['19,99', 'EUR', 1999],
    ['0.1', 'USD', 10],
    ['19.', 'USD', 1900],
    ['  1 299.00', 'EUR', 129_900],
    ['1’299', 'CHF', 129_900],
    ['0', 'USD', 0],
    ['007', 'USD', 700],
    ['', 'USD', null],
    ['1500', 'JPY', 1500],
    ['1.299', 'KWD', 1299],
    ['999999.99', 'USD', 99_999_999],
    // A sum that floats get wrong: 1.15 * 100 is 114.99999999999999.
    ['1.15', 'USD', 115],
  ])('%j in %s is %j minor units', (text, currency, expected) => {
    expect(minor(text, currency)).toBe(expected);
  });

  test.each([
    ['free', 'USD', 'not-a-number'],
    ['-5', 'USD', 'not-a-number'],
    ['1e3', 'USD', 'not-a-number'],
    ['1,299.00', 'USD', 'not-a-number'],
    ['1,299', 'USD', 'too-many-decimals'],
    ['19.999', 'USD', 'too-many-decimals'],
    ['15.5', 'JPY', 'too-many-decimals'],
    ['1000000', 'USD', 'too-large'],
    ['99999999999999999999', 'USD', 'too-large'],
  ])('%j in %s is refused: %s', (text, currency, fault) => {
    expect(minor(text, currency)).toBe(fault);
  });

  test.each(['USD', 'JPY', 'KWD'])('what is shown to edit in %s is read back as it was', (currency) => {
    for (const value of [0, 1, 10, 115, 1999, 99_999_999, null]) {
      expect(minor(priceText(value, currency), currency)).toBe(value);
    }
  });

  test('reads as the locale writes it', () => {
    expect(formatPrice(129_900, 'USD', 'en')).toBe('$1,299.00');
    expect(formatPrice(1500, 'JPY', 'en')).toBe('¥1,500');
    expect([minorDigits('USD'), minorDigits('JPY'), minorDigits('KWD')]).toEqual([2, 0, 3]);
  });
});
