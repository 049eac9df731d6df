import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortcutCommands } from '../../src/shared/domain/app-command.ts';
import type { Platform } from '../../src/shared/domain/key-press.ts';
import { refusalOf } from '../../src/shared/domain/reserved-keys.ts';
import {
  defaultKeys,
  giveKeys,
  keyTable,
  type KeyChanges,
  type KeyTable,
} from '../../src/shared/domain/shortcut-keys.ts';

const platforms: readonly Platform[] = ['linux', 'darwin', 'win32'];
const platform = fc.constantFrom(...platforms);
const command = fc.constantFrom(...shortcutCommands);
const held = fc.subarray(['Ctrl', 'Alt', 'Shift', 'Mod']);
const name = fc.constantFrom(
  'A',
  'D',
  'K',
  'N',
  'Z',
  '1',
  '?',
  ',',
  'Ö',
  'F2',
  'F11',
  'Enter',
  'ArrowUp',
  'Delete',
  'Tab',
);
/** Few, so that many are the same. */
const keys = fc.oneof(
  fc.constantFrom('Mod+K', 'Mod+J', 'F2'),
  fc.tuple(held, name).map(([mods, one]) => [...mods, one].join('+')),
);
/** Whatever a settings file may hold. */
const anyChanges: fc.Arbitrary<KeyChanges> = fc.dictionary(
  fc.oneof(command, fc.string({ maxLength: 8 })),
  fc.option(fc.oneof(keys, fc.string({ maxLength: 8 }))),
);

const all = (table: KeyTable): string[] => shortcutCommands.flatMap((one) => table[one]);
const isAsItComes = (table: KeyTable, on: Platform): boolean =>
  JSON.stringify(table) === JSON.stringify(defaultKeys(on));

test.each(platforms)('every default is possible on %s, and no two commands share keys', (on) => {
  const table = defaultKeys(on);
  const refused = shortcutCommands.flatMap((one) => table[one].filter((its) => refusalOf(one, its, on) !== null));
  expect(refused).toEqual([]);
  expect(new Set(all(table)).size).toBe(all(table).length);
  expect(keyTable({}, on)).toEqual(table);
});

test('whatever the settings hold, no two commands share keys and none has keys that are refused', () => {
  fc.assert(
    fc.property(anyChanges, platform, (changes, on) => {
      const table = keyTable(changes, on);
      expect(new Set(all(table)).size).toBe(all(table).length);
      expect(shortcutCommands.every((one) => table[one].every((its) => refusalOf(one, its, on) === null))).toBe(true);
    }),
  );
  expect.hasAssertions();
});

test('who is given keys has them alone; refused ones change nothing; all given back is as it came', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(command, fc.option(keys)), { maxLength: 30 }), platform, (gifts, on) => {
      let changes: KeyChanges = {};
      for (const [one, its] of gifts) {
        const next = giveKeys(changes, one, its, on);
        const isRefused = its !== null && refusalOf(one, its, on) !== null;
        if (isRefused) expect(next).toBe(changes);
        else expect(keyTable(next, on)[one][0] ?? null).toBe(its);
        changes = next;
      }
      for (const one of shortcutCommands) changes = giveKeys(changes, one, defaultKeys(on)[one][0] ?? null, on);
      expect(isAsItComes(keyTable(changes, on), on)).toBe(true);
    }),
    // Second keys were held by another when the first were given back.
    { examples: [[[['moveChapterUp', 'Delete']], 'darwin']] },
  );
  expect.hasAssertions();
});
