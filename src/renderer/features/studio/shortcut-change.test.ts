import { expect, test } from 'vitest';
import { keyTable } from '../../../shared/domain/shortcut-keys.ts';
import { createMessages } from '../../../shared/messages/words.ts';
import { commandWords, judgeKeys } from './shortcut-change.ts';

test('keys are free, somebody’s, or refused; its own are no clash, and none are always possible', () => {
  const table = keyTable({ search: 'Mod+U' }, 'linux');
  const judged = (keys: string | null) => judgeKeys(table, 'search', keys, 'linux');
  expect(judged('Mod+I')).toEqual({ kind: 'free' });
  expect(judged('Mod+U')).toEqual({ kind: 'free' });
  expect(judged(null)).toEqual({ kind: 'free' });
  expect(judged('Mod+D')).toEqual({ kind: 'taken', by: 'duplicate' });
  expect(judged('Mod+C')).toEqual({ kind: 'refused', why: 'text' });
});

test('commands and verbs have words', () => {
  const t = createMessages('en').t;
  expect([commandWords(t, 'undo'), commandWords(t, 'moveChapterUp')]).toEqual(['Undo', 'Move the chapter up']);
});
