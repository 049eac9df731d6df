import { expect, test } from 'vitest';
import { infoQuery } from '../features/studio/queries.ts';
import { createQueryClient } from './query-client.ts';
import { followLocale } from './speech.ts';

function created() {
  const client = createQueryClient();
  const tell = (locale: string) =>
    client.setQueryData(infoQuery.queryKey, { version: '1', platform: 'linux', locale, problem: null, notices: [] });
  tell('en-US');
  const speech = followLocale(client, 'en-US');
  const heard: string[] = [];
  speech.subscribe(() => heard.push(`${speech.current().t('nav.courses')}, ${speech.current().dir}`));
  return { client, tell, speech, heard };
}

test('another locale brings other words at once, and is told once', () => {
  const { tell, heard } = created();
  tell('es');
  tell('es');
  tell('en-US');
  expect(heard).toEqual(['Cursos, ltr', 'Courses, ltr']);
});

test('while the cache is emptied for another account the words stay', async () => {
  const { client, speech, heard } = created();
  const before = speech.current();
  await client.resetQueries();
  expect([speech.current() === before, heard]).toEqual([true, []]);
});
