import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('./theme.css', import.meta.url), 'utf8');
const [lightCss = '', darkCss = ''] = css.split('@media (prefers-color-scheme: dark)');

/** The hex tokens of one value set. */
function tokensOf(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...text.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]));
}
const light = tokensOf(lightCss);
const dark = tokensOf(darkCss.slice(0, darkCss.indexOf('@theme')));

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [bright = 0, dim = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (bright + 0.05) / (dim + 0.05);
}

const grounds = ['frame', 'surface', 'raised', 'sunken', 'hover', 'pressed', 'selected'];
const inks = ['ink', 'ink-muted', 'accent-text'];
const meanings = ['success', 'warning', 'danger', 'info'];
const texts = [
  ...grounds.flatMap((ground) => inks.map((ink) => [ink, ground])),
  ...['frame', 'surface', 'raised', 'sunken', 'hover'].map((ground) => ['ink-faint', ground]),
  ...['surface', 'raised', 'hover', 'selected'].flatMap((ground) => meanings.map((ink) => [ink, ground])),
  ...meanings.map((ink) => [ink, `${ink}-soft`]),
  ...meanings.flatMap((ground) => ['ink', 'ink-muted'].map((ink) => [ink, `${ground}-soft`])),
  ['accent-ink', 'accent'],
  ['accent-ink', 'accent-hover'],
];
const shapes = [
  ...['surface', 'raised', 'frame'].flatMap((ground) => [
    ['line-control', ground],
    ['focus', ground],
    ['accent', ground],
  ]),
  ['focus', 'selected'],
];

describe.each([
  ['light', light],
  ['dark', dark],
])('%s', (_name, tokens) => {
  const ratio = (ink = '', ground = '') => contrast(tokens[ink] ?? '#', tokens[ground] ?? '#');

  test.each(texts)('text %s on %s reads (4.5:1)', (ink, ground) => {
    expect(ratio(ink, ground)).toBeGreaterThanOrEqual(4.5);
  });
  test.each(shapes)('%s on %s is seen (3:1)', (ink, ground) => {
    expect(ratio(ink, ground)).toBeGreaterThanOrEqual(3);
  });
});

test('both value sets have the same colours', () => {
  expect(Object.keys(dark).toSorted()).toEqual(Object.keys(light).toSorted());
});
