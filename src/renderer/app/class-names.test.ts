import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { __unstable__loadDesignSystem as loadDesignSystem } from 'tailwindcss';
import { expect, test } from 'vitest';
import { textsOf } from './class-texts.fixture.ts';

const theme = readFileSync(new URL('./theme.css', import.meta.url), 'utf8');
const tailwind = createRequire(import.meta.url).resolve('tailwindcss/index.css');
const loadStylesheet = (id: string, base: string) =>
  Promise.resolve({ path: id, base, content: readFileSync(tailwind, 'utf8') });

/** Names that are there to be found by others, and those that theme.css defines as plain classes. */
const isMark = (name: string): boolean => /^(group|peer)(\/|$)/.test(name) || theme.includes(`.${name} {`);

/*
 * The default palette and scales are taken away in theme.css: `bg-black` reads well and draws nothing. Every class name
 * is given to Tailwind itself; outside of `className` and `cx` a text counts as class names when one of them draws.
 */
const system = await loadDesignSystem(theme, { base: import.meta.dirname, loadStylesheet });
const draws = (name: string): boolean => isMark(name) || system.candidatesToCss([name])[0] !== null;
const isKnown = (name: string): boolean => [...system.parseCandidate(name)].length > 0;
const names = (text: string): string[] => text.split(/\s+/).filter(Boolean);

function deadNames(path: string, text: string): string[] {
  const texts = textsOf(path, text);
  const sure = texts.class.flatMap(names);
  const others = texts.other.map(names).filter((list) => list.length > 1 && list.some(draws));
  const dead = [...sure, ...others.flat().filter(isKnown)].filter((name) => !draws(name));
  return dead.map((name) => `${path}: ${name}`);
}

test('a class name that draws nothing is found wherever it stands', () => {
  const code = `const looks = { plain: 'bg-raised text-14' };
    export const A = ({ size }) => <p className={cx('bg-black', size === 'regular' && 'shadow-lg group')} title="a block" />;`;
  expect(deadNames('a.tsx', code)).toEqual(['a.tsx: bg-black', 'a.tsx: shadow-lg', 'a.tsx: text-14']);
});

test('every class name of the renderer draws something', () => {
  const renderer = join(import.meta.dirname, '..');
  const ours = globSync('**/*.{ts,tsx}', { cwd: renderer }).filter((path) => !path.includes('.test.'));
  expect(ours.length).toBeGreaterThan(100);
  expect(ours.flatMap((path) => deadNames(path, readFileSync(join(renderer, path), 'utf8')))).toEqual([]);
});
