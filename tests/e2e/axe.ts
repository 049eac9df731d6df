import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { en } from '../../src/shared/messages/en.ts';
import type { Routes } from '../../src/shared/ipc/contract.ts';
import type { InputOf } from '../../src/shared/ipc/define.ts';
import { setTheme, type Studio } from '../helpers/launch.ts';
import { ask } from '../story/steps.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
interface Catalogue {
  readonly [key: string]: string | Catalogue;
}
const flatten = (words: Catalogue): string[] =>
  Object.values(words).flatMap((value) => (typeof value === 'string' ? [value] : flatten(value)));
/** Names, one of a key among them, and what the tests call their own courses. */
const sameInArabic = new Set(['Lectern', 'Delete', 'Welcome', 'Biology']);

/** What axe finds on the screen as it stands, one line per fault. */
export async function axeFaults(on: Page, part = 'document'): Promise<string[]> {
  if (!(await on.evaluate(() => 'axe' in globalThis))) await on.evaluate(axeSource);
  const results = (await on.evaluate(`axe.run(${part}, { resultTypes: ['violations'] })`)) as AxeResults;
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/**
 * The screen must be clean in both themes, contrast and all, and in a language that is written from the right: light as it
 * stands, dark in Arabic. The language it had comes back.
 */
export async function expectCleanIn({ app, page: on }: Studio, screen: string, part = 'document'): Promise<void> {
  await show(app, on, 'light');
  expect([screen, 'light', await axeFaults(on, part)]).toEqual([screen, 'light', []]);
  const { locale } = await ask(on, 'settings.get', {});
  await speak(on, 'ar', 'rtl');
  await show(app, on, 'dark');
  const faults = [...(await axeFaults(on, part)), ...(await mirroredFaults(on))];
  await speak(on, locale, 'ltr');
  expect([screen, 'dark, mirrored', faults]).toEqual([screen, 'dark, mirrored', []]);
}

async function show(app: Studio['app'], on: Page, theme: 'dark' | 'light'): Promise<void> {
  await setTheme(app, theme);
  await on.waitForFunction((wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches, theme);
  // Colours on their way from one theme to the other have no contrast of their own.
  await on.waitForFunction(() =>
    document.getAnimations().every(({ effect }) => effect?.getComputedTiming().iterations === Infinity),
  );
}

async function speak(on: Page, locale: InputOf<Routes['settings.save']>['locale'], dir: string): Promise<void> {
  await ask(on, 'settings.save', { locale });
  await on.waitForFunction((wanted) => document.documentElement.dir === wanted, dir);
}

const english = new Set(flatten(en).filter((words) => /^[A-Z][a-z]+[^{]*$/.test(words) && !sameInArabic.has(words)));

/** What is wrong with a screen that should be in Arabic. */
async function mirroredFaults(on: Page): Promise<string[]> {
  const left = (await on.evaluate(textsOnScreen)).filter((text) => english.has(text));
  const isWider = await on.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  return [...left.map((text) => `in English: ${text}`), ...(isWider ? ['scrolls sideways'] : [])];
}

/**
 * Not the names of keys, the words of a person (they have a direction of their own), nor what keeps the words it began with:
 * a toast, the palette, the select behind a list box.
 */
function textsOnScreen(): string[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  while (walker.nextNode()) {
    const { parentElement, nodeValue } = walker.currentNode;
    if (!parentElement?.closest('kbd, bdi, [dir=auto], select, [data-sonner-toaster], [role=option]'))
      texts.push(nodeValue?.trim() ?? '');
  }
  return texts;
}
