import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPublish } from '../../src/main/sync/protocol.ts';
import { joinSnapshot, type SnapshotRow } from '../../src/shared/domain/course-snapshot.ts';

/* What a server says of publishing, and what it put into a version, comes from outside: it is believed or not, never thrown at. */
const asked = { nonce: 'n', userId: 'u' };
const envelope = { nonce: 'n', protocol: 1, min_protocol: 1, user: 'u', t: 1 };
const answer = fc.oneof(
  fc.record({ published: fc.constantFrom(true, false, 1, 'true') }),
  fc.record({
    refused: fc.constantFrom('role', 'moved', 'missing', 'not-stored', 'id', 'else', 1),
    lessons: fc.anything(),
  }),
  fc.record({ revoked: fc.boolean() }),
  fc.dictionary(fc.string(), fc.anything()),
);

test('an answer is believed when it is ours and says one of the few things; else it is no answer', () => {
  const check = (body: Record<string, unknown>, isOurs: boolean) => {
    const told = readPublish({ ...body, ...(isOurs && envelope) }, asked);
    if (!told.success) expect(told.error.code).toBe(isOurs ? 'INCOMPATIBLE' : 'CAPTIVE');
    if (!told.success) return;
    expect(isOurs).toBe(true);
    if (told.data.kind === 'published') expect(body['published']).toBe(true);
    else if (told.data.kind === 'refused') expect(told.data.why).toBe(body['refused']);
    else expect(body['revoked']).toBe(true);
  };
  expect(() => fc.assert(fc.property(answer, fc.boolean(), check))).not.toThrow();
});

test('rows that are none of a course’s, the public addresses among them, change nothing of a version', () => {
  const id = '01932b4e-0000-7000-8000-000000000001';
  const course: SnapshotRow = { t: 'courses', id, v: { title: { title: 'Cells' } } };
  const foreign = fc.record({
    t: fc.constantFrom('published_urls', 'tags', 'else', '__proto__'),
    id: fc.uuid(),
    v: fc.dictionary(fc.string(), fc.dictionary(fc.string(), fc.json(), { maxKeys: 2 }), { maxKeys: 2 }),
  });
  const few = fc.array(foreign, { maxLength: 3 });
  const joined = (rows: readonly unknown[]) => joinSnapshot([{ n: 0, data: rows }], 1);
  const alone = joined([course]);
  expect(alone).toEqual([course]);
  const check = (before: readonly unknown[], after: readonly unknown[]) => {
    expect(joined([...before, course, ...after])).toEqual(alone);
  };
  expect(() => fc.assert(fc.property(few, few, check))).not.toThrow();
});
