import { join } from 'node:path';
import type { Studio } from '../../tests/helpers/launch.ts';
import { setWindowSize, showTheme, untilPlayerRests } from '../../tests/helpers/screen.ts';
import { ask } from '../../tests/story/steps.ts';

export const folder = join(import.meta.dirname, '../../docs/screenshots');
export const LARGE = { width: 1440, height: 900 };

/** Ways to look at a screen, and how its file is called after it; what is not said is light, English and 1440×900. */
const looks = {
  light: { suffix: 'light' },
  dark: { suffix: 'dark', theme: 'dark' },
  small: { suffix: 'light-small', size: { width: 1024, height: 700 } },
  wide: { suffix: 'light-wide', size: { width: 2560, height: 1440 } },
  compact: { suffix: 'light-compact', settings: { density: 'compact' } },
  /** In Arabic, from right to left. */
  mirrored: { suffix: 'light-rtl', settings: { locale: 'ar' } },
} as const satisfies Record<string, Look>;
interface Dress {
  readonly locale: 'ar' | 'system';
  readonly density: 'comfortable' | 'compact';
}
interface Look {
  readonly suffix: string;
  readonly theme?: 'dark' | 'light';
  readonly size?: { readonly width: number; readonly height: number };
  readonly settings?: Partial<Dress>;
}
const USUAL: Dress = { locale: 'system', density: 'comfortable' };

/** The screen as it stands, in each of these ways; it is as before when it is done. */
export async function shoot(
  studio: Studio,
  screen: string,
  ways: readonly (keyof typeof looks)[] = ['light', 'dark'],
): Promise<void> {
  for (const way of ways) {
    const { suffix, theme = 'light', size = LARGE, settings = {} }: Look = looks[way];
    await dress(studio, { ...USUAL, ...settings });
    await setWindowSize(studio, size);
    await showTheme(studio, theme);
    await untilPlayerRests(studio.page);
    await studio.page.screenshot({ path: join(folder, `${screen}-${suffix}.png`) });
  }
  await dress(studio, USUAL);
  await setWindowSize(studio, LARGE);
  console.log(`  ${screen}`);
}

async function dress(
  { page }: Studio,
  settings: Required<NonNullable<Look['settings']>> | typeof USUAL,
): Promise<void> {
  await ask(page, 'settings.save', settings);
  await page.locator(`html[dir=${settings.locale === 'ar' ? 'rtl' : 'ltr'}]`).waitFor();
}
