import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { OPTIONS_WITHOUT_EFFECT, PREFERENCES_WITHOUT_EFFECT } from './accepted.ts';
import { checkWindowOptions, type WindowOptions } from './window-options.ts';

const MAIN = join(import.meta.dirname, '../../../../src/main');
const source = readdirSync(MAIN, { recursive: true, encoding: 'utf8' })
  .filter((path) => /(?<!\.test)\.ts$/.test(path))
  .map((path) => readFileSync(join(MAIN, path), 'utf8'))
  .join('\n');

const WITHOUT_EFFECT = [...Object.keys(OPTIONS_WITHOUT_EFFECT), ...Object.keys(PREFERENCES_WITHOUT_EFFECT)];
test.each(WITHOUT_EFFECT)('%s is taken without effect because the app says it', (name) => {
  expect(source).toMatch(new RegExp(`\\b${name}:`));
});

describe('throw, and are named', () => {
  const refusal = (options: object) => {
    try {
      checkWindowOptions(options as WindowOptions);
      return 'taken';
    } catch (error) {
      return (error as Error).message;
    }
  };

  test.each(['trafficLightPosition', 'icon', 'resizable', 'autoHideMenuBar', 'opacity', 'parent', 'modal'])(
    'the option %s',
    (name) =>
      expect(refusal({ [name]: 1 })).toBe(`chromium-host: the option ${name} of BrowserWindow is not implemented`),
  );

  test.each(['devTools', 'backgroundThrottling', 'safeDialogs', 'v8CacheOptions', 'defaultEncoding', 'scrollBounce'])(
    'the web preference %s',
    (name) =>
      expect(refusal({ webPreferences: { [name]: true } })).toBe(
        `chromium-host: webPreferences.${name} is not implemented`,
      ),
  );
});
