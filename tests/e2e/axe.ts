import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { setTheme, type Studio } from '../helpers/launch.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** A theme changes colours and nothing else: what axe says of names and structure holds for both. */
const THEMES = { light: {}, dark: { runOnly: ['color-contrast', 'link-in-text-block'] } } as const;
type Theme = keyof typeof THEMES;

/** What axe finds on the screen as it stands, one line per fault. */
export async function axeFaults(on: Page, part = 'document', theme: Theme = 'light'): Promise<string[]> {
  if (!(await on.evaluate(() => 'axe' in globalThis))) await on.evaluate(axeSource);
  const options = JSON.stringify({ resultTypes: ['violations'], ...THEMES[theme] });
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
