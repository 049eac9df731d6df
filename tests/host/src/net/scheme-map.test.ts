import { describe, expect, test } from 'vitest';
import { SchemeMap } from './scheme-map.ts';

const schemes = new SchemeMap();
schemes.add('app');

describe('URLs', () => {
  test.each([
    ['app://studio/a?b=c#d', 'https://studio.app.electron.invalid/a?b=c#d'],
    ['app://studio/', 'https://studio.app.electron.invalid/'],
  ])('%s and %s are one', (app, browser) => {
    expect(schemes.toBrowser(app)).toBe(browser);
    expect(schemes.toApp(browser)).toBe(app);
  });

  test('what has no path gets one', () => {
    expect(schemes.toBrowser('app://studio')).toBe('https://studio.app.electron.invalid/');
    expect(schemes.toBrowser('APP://studio?x')).toBe('https://studio.app.electron.invalid/?x');
  });

  test.each([
    'https://example.com/app://studio',
    'other://studio/',
    'https://studio.other.electron.invalid/',
    'about:blank',
  ])('%s is nobody’s stand-in', (url) => {
    expect(schemes.toBrowser(url)).toBe(url);
    expect(schemes.toApp(url)).toBe(url);
  });

  test('origins', () => {
    expect(schemes.originOf('app://studio/a/b')).toBe('app://studio');
    expect(schemes.originOf('https://example.com:8080/a')).toBe('https://example.com:8080');
    expect(schemes.originOf('about:srcdoc')).toBe('null');
    expect(schemes.originOf('nonsense')).toBe('null');
  });
});

describe('policies', () => {
  const map = (policy: string) => schemes.mapPolicy(policy, 'app://studio/');

  test('what allows the scheme allows its stand-in, and self both', () => {
    expect(map("default-src 'self'; img-src app: data:")).toBe(
      "default-src 'self' app:; img-src app: https://*.app.electron.invalid data:",
    );
  });

  test('what denies stays', () => {
    expect(map("default-src 'none'; object-src 'none'")).toBe("default-src 'none'; object-src 'none'");
  });

  test('a policy of another origin is not touched', () => {
    expect(schemes.mapPolicy("default-src 'self'", 'https://example.com/')).toBe("default-src 'self'");
  });

  test('policies in markup, whatever the quotes', () => {
    const html = `<meta content="img-src 'self'" http-equiv="Content-Security-Policy"><meta name="x" content="'self'">`;
    expect(schemes.mapMarkup(html, 'app://studio/')).toBe(
      `<meta content="img-src 'self' app:" http-equiv="Content-Security-Policy"><meta name="x" content="'self'">`,
    );
  });
});
