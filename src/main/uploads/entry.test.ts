import { expect, test } from 'vitest';
import type { LoadedUpload } from '../../shared/domain/upload.ts';
import { createEntry } from './entry.ts';
import type { JournalWriter } from './journal-writer.ts';

test('a save that changes nothing waits for what was added before it: a second finish relies on the parts being on disk', async () => {
  const added: unknown[] = [];
  const writer: Partial<JournalWriter> = {
    add: (write) => void added.push(write),
    flush: async () => added.splice(0).length > 0,
  };
  const loaded = { record: { uploadId: 'u', state: 'finishing', sentBytes: 0 }, parts: [] };
  const entry = createEntry(loaded as unknown as LoadedUpload, writer as JournalWriter, () => {});
  entry.keepPart({ partNumber: 1, bytes: 5, sha1: 'a' });
  expect(await entry.save({ type: 'finishing' })).toBe(true);
  expect(added).toEqual([]);
});
