import { describe, expect, test } from 'vitest';
import { browserFlags, type BrowserOptions } from './flags.ts';

const options: BrowserOptions = {
  profile: '/p',
  headless: true,
  sandbox: true,
  lang: 'de',
  debuggingPort: undefined,
  extra: [],
};
const shell = { path: '/shell', isShell: true };
const full = { path: '/full', isShell: false };

describe('browserFlags', () => {
  test('only a full browser is told to be headless, and neither when there is a display', () => {
    expect(browserFlags(full, options)).toContain('--headless=new');
    expect(browserFlags(shell, options)).not.toContain('--headless=new');
    expect(browserFlags(full, { ...options, headless: false })).not.toContain('--headless=new');
  });

  test('the sandbox stays on unless it is asked away', () => {
    expect(browserFlags(shell, options)).not.toContain('--no-sandbox');
    expect(browserFlags(shell, { ...options, sandbox: false })).toContain('--no-sandbox');
  });

  test('the lists of features become one each, with ours', () => {
    const extra = ['--enable-features=A,B', '--disable-features=C', '--other=1', '--enable-features=B,D'];
    const flags = browserFlags(shell, { ...options, extra });
    expect(flags.filter((flag) => flag.startsWith('--enable-features'))).toEqual(['--enable-features=A,B,D']);
    const [disabled, ...more] = flags.filter((flag) => flag.startsWith('--disable-features'));
    expect(more).toEqual([]);
    expect(disabled).toMatch(/^--disable-features=Translate,.*,C$/);
    expect(flags).toContain('--other=1');
  });
});
