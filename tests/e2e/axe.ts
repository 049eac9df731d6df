import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { en } from '../../src/shared/messages/en.ts';
import { setTheme, type Studio } from '../helpers/launch.ts';
import { ask } from '../story/steps.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** A theme changes colours and nothing else: what axe says of names and structure holds for both. */
const COLOURS = ['color-contrast', 'link-in-text-block'];
const LOOKS = {
  light: {},
  dark: { runOnly: COLOURS },
  mirrored: { rules: Object.fromEntries(COLOURS.map((rule) => [rule, { enabled: false }])) },
} as const;
type Look = keyof typeof LOOKS;

interface Catalogue {
  readonly [key: string]: string | Catalogue;
}
const flatten = (words: Catalogue): string[] =>
  Object.values(words).flatMap((value) => (typeof value === 'string' ? [value] : flatten(value)));
/** Names, one of a key among them, and what the tests call their own courses. */
const sameInArabic = new Set(['Lectern', 'Delete', 'Welcome', 'Biology']);

/** What axe finds on the screen as it stands, one line per fault. */
export async function axeFaults(on: Page, part = 'document', look: Look = 'light'): Promise<string[]> {
  if (!(await on.evaluate(() => 'axe' in globalThis))) await on.evaluate(axeSource);
  const options = JSON.stringify({ resultTypes: ['violations'], ...LOOKS[look] });
  const results = (await on.evaluate(`axe.run(${part}, ${options})`)) as AxeResults;
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** The same screen must be clean in both themes; contrast is part of it. */
export async function expectCleanIn({ app, page: on }: Studio, screen: string, part = 'document'): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(app, theme);
    await on.waitForFunction((wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches, theme);
    // Colours on their way from one theme to the other have no contrast of their own.
    await on.waitForFunction(() =>
      document.getAnimations().every(({ effect }) => effect?.getComputedTiming().iterations === Infinity),
    );
    expect([screen, theme, await axeFaults(on, part, theme)]).toEqual([screen, theme, []]);
  }
}

/** And in a language that is written from the right. */
export async function expectCleanMirrored({ page: on }: Studio, screen: string, part = 'document'): Promise<void> {
  expect([screen, await mirroredFaults(on, part)]).toEqual([screen, []]);
}

const english = new Set(flatten(en).filter((words) => /^[A-Z][a-z]+[^{]*$/.test(words) && !sameInArabic.has(words)));

/** What is wrong with the screen in Arabic; the language it had comes back. */
async function mirroredFaults(on: Page, part: string): Promise<string[]> {
  const { locale } = await ask(on, 'settings.get', {});
  await ask(on, 'settings.save', { locale: 'ar' });
  await on.waitForFunction(() => document.documentElement.dir === 'rtl');
  const faults = await axeFaults(on, part, 'mirrored');
  const left = (await on.evaluate(textsOnScreen)).filter((text) => english.has(text));
  const isWider = await on.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  await ask(on, 'settings.save', { locale });
  await on.waitForFunction(() => document.documentElement.dir === 'ltr');
  return [...faults, ...left.map((text) => `in English: ${text}`), ...(isWider ? ['scrolls sideways'] : [])];
}

/** Not the names of keys, nor what keeps the words it began with: a toast, the palette, the select behind a list box. */
function textsOnScreen(): string[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  while (walker.nextNode()) {
    const { parentElement, nodeValue } = walker.currentNode;
    if (!parentElement?.closest('kbd, select, [data-sonner-toaster], [role=option]'))
      texts.push(nodeValue?.trim() ?? '');
  }
  return texts;
}
