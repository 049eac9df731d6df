import { describe, expect, test } from 'vitest';
import { routes } from '../../shared/ipc/contract.ts';
import { transportErrors } from '../../shared/ipc/define.ts';
import { en } from '../../shared/messages/en.ts';
import { errorWords, failedWith } from './error-words.ts';
import { IpcFailure } from './ipc-client.ts';
import { createMessages } from '../../shared/messages/words.ts';

const t = createMessages('en').t;
const codes = [...new Set([...transportErrors, ...Object.values(routes).flatMap((route) => [...route.errors])])];
/** What main sends along with every answer of these codes. */
const sent: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  SOURCE_CHANGED: { name: 'a.mp4' },
  SOURCE_UNREADABLE: { name: 'a.mp4' },
  ARCHIVE_UNSAFE: { reason: 'name' },
  ARCHIVE_DAMAGED: { reason: 'hash' },
};

describe('error words', () => {
  test.each(codes)('%s has a title and a way on', (code) => {
    const words = errorWords(t, new IpcFailure({ code, message: 'for logs only', data: sent[code] ?? {} }));
    for (const text of [words.title, words.hint]) {
      expect(text).not.toMatch(/^error\.|{{|\$t|for logs only|Oops|!/);
      expect(text).toMatch(/\.$/);
    }
  });

  test.each([
    ['ARCHIVE_UNSAFE', en.archives.unsafe],
    ['ARCHIVE_DAMAGED', en.archives.damaged],
  ] as const)('%s says why, whatever it was', (code, reasons) => {
    for (const [reason, words] of Object.entries(reasons)) {
      const { hint } = errorWords(t, new IpcFailure({ code, message: '', data: { reason } }));
      expect(hint).toContain(`: ${words}. `);
      expect(hint).not.toContain('$t');
    }
  });

  test('a fault of the renderer itself reads as an internal one, with its message in the details', () => {
    const words = errorWords(t, new TypeError('x is not a function'));
    expect(words.title).toBe(t('error.INTERNAL.title'));
    expect(words.details).toContain('x is not a function');
  });

  test('the details name the incident', () => {
    const failure = new IpcFailure({ code: 'INTERNAL', message: 'boom', incidentId: 'a1b2', data: { step: 3 } });
    expect(errorWords(t, failure).details).toBe('INTERNAL (a1b2): boom {"step":3}');
  });

  test('only the named code is recognised', () => {
    const failure = new IpcFailure({ code: 'NOT_FOUND', message: '' });
    expect([failedWith(failure, 'NOT_FOUND'), failedWith(failure, 'LOCKED'), failedWith(null, 'LOCKED')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
