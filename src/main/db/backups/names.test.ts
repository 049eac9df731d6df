import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backupName, isDailyDue, parseBackupName, sortBackups, surplusBackups } from './names.ts';

const DAY_MS = 86_400_000;
const reason = fc.constantFrom('daily' as const, 'manual' as const, 'migration' as const, 'replaced' as const);
const atMs = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 0, 1) });

test('a name says when and why', () => {
  fc.assert(
    fc.property(atMs, reason, (at, why) => {
      const name = backupName(at, why);
      expect(parseBackupName(name)).toEqual({ name, atMs: at, reason: why });
    }),
  );
});

test('other files are nobody’s backup', () => {
  const others = ['', 'lectern.db', '2026-11-26T10-00-00-000Z.daily.db.partial', '2026-99-99T99-99-99-999Z.daily.db'];
  expect(sortBackups([...others, '../2026-11-26T10-00-00-000Z.daily.db'])).toEqual([]);
  fc.assert(fc.property(fc.string(), (name) => parseBackupName(name) === null));
});

test('of any heap the newest 14 daily ones remain, and no kind pushes out another', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(atMs, reason), { maxLength: 80, selector: (x) => x.join() }), (heap) => {
      const names = heap.map(([at, why]) => backupName(at, why));
      const gone = new Set(surplusBackups(names));
      for (const [why, most] of Object.entries({ daily: 14, manual: 10, migration: 5, replaced: 5 })) {
        const those = sortBackups(names).filter((backup) => backup.reason === why);
        expect(those.filter(({ name }) => !gone.has(name))).toEqual(those.slice(0, most));
      }
    }),
  );
});

test('one a day, also when the clock was set back', () => {
  const now = new Date(2026, 10, 26, 9).getTime();
  expect(isDailyDue([], now)).toBe(true);
  expect(isDailyDue([backupName(now - 3_600_000, 'daily')], now)).toBe(false);
  expect(isDailyDue([backupName(now - DAY_MS, 'daily'), backupName(now, 'manual')], now)).toBe(true);
  const ahead = backupName(now + 40 * DAY_MS, 'daily');
  expect(isDailyDue([ahead], now)).toBe(true);
  expect(isDailyDue([ahead, backupName(now, 'daily')], now)).toBe(false);
});
