import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createDraftJournal, type DraftFields } from './draft-journal.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open(hasDraft = false) {
  const saved: (DraftFields | null)[] = [];
  const journal = createDraftJournal({ delayMs: 500, hasDraft, save: (fields) => saved.push(fields) });
  return { journal, saved };
}

describe('the journal of a form', () => {
  test('typing is kept within the delay, however fast it goes on', () => {
    const { journal, saved } = open();
    for (let typed = 1; typed <= 10; typed++) {
      journal.note({ title: 'x'.repeat(typed) });
      vi.advanceTimersByTime(100);
    }
    expect(saved.map((fields) => fields?.['title']?.length)).toEqual([5, 10]);
  });

  test('what is not kept yet is kept when the form closes, and only once', () => {
    const { journal, saved } = open();
    journal.note({ title: 'a' });
    journal.flush();
    journal.flush();
    vi.advanceTimersByTime(1_000);
    expect(saved).toEqual([{ title: 'a' }]);
  });

  test('when no field is dirty any more, the draft is dropped', () => {
    const { journal, saved } = open();
    journal.note({ title: 'a' });
    vi.advanceTimersByTime(500);
    journal.note({});
    vi.advanceTimersByTime(500);
    expect(saved).toEqual([{ title: 'a' }, null]);
  });

  test('a draft of before is dropped too; where there is none, nothing is', () => {
    const before = open(true);
    before.journal.drop();
    const none = open();
    none.journal.drop();
    none.journal.note({});
    none.journal.flush();
    expect([before.saved, none.saved]).toEqual([[null], []]);
  });

  test('knows whether there is one on the disk', () => {
    const { journal } = open();
    journal.note({ title: 'a' });
    const before = journal.isKept();
    journal.flush();
    const kept = journal.isKept();
    journal.drop();
    expect([before, kept, journal.isKept(), open(true).journal.isKept()]).toEqual([false, true, false, true]);
  });

  test('a discarded draft does not come back with the clock', () => {
    const { journal, saved } = open();
    journal.note({ title: 'a' });
    journal.drop();
    vi.advanceTimersByTime(1_000);
    expect(saved).toEqual([]);
  });
});
