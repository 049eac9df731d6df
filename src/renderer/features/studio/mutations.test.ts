import { MutationObserver } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import type { Settings } from '../../../shared/ipc/contract/studio.ts';
import { err, ok, type Result } from '../../../shared/ipc/result.ts';
import { createQueryClient } from '../../app/query-client.ts';
import { beginReading } from '../../lib/late-reading.fixture.ts';
import { saveSettings } from './mutations.ts';
import { studioKeys } from './queries.ts';

const before: Settings = {
  theme: 'system',
  locale: 'system',
  courseListView: 'grid',
  density: 'comfortable',
  shortcuts: {},
};

/** Saves a dark theme; `during` is what the screen shows before main answers. */
async function saveDark(answer: Result<unknown>) {
  const client = createQueryClient();
  client.setQueryData(studioKeys.settings, before);
  const themeNow = () => client.getQueryData<Settings>(studioKeys.settings)?.theme;
  const oldAnswer = beginReading(client, studioKeys.settings, before);
  let during: string | undefined;
  vi.stubGlobal('lectern', {
    async invoke() {
      await oldAnswer();
      during = themeNow();
      return answer;
    },
  });
  const outcome = new MutationObserver(client, saveSettings).mutate({ theme: 'dark' });
  await outcome.catch(() => undefined);
  return { during, after: themeNow() };
}
afterEach(() => vi.unstubAllGlobals());

test('a setting takes effect before main has kept it', async () => {
  expect(await saveDark(ok({ ...before, theme: 'dark' }))).toEqual({ during: 'dark', after: 'dark' });
});

test('and goes back when main could not keep it', async () => {
  expect(await saveDark(err('READ_ONLY', 'no'))).toEqual({ during: 'dark', after: 'system' });
});
