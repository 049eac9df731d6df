import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createInlineSinks, type Sinks } from './store/sink.ts';
import { createThreadSinks } from './store/thread-sinks.ts';
import { fileTarget, noise, partTarget, sendFile, sendPart, sha1, signIn, startFile, startForTest } from './testing.ts';

const root = mkdtempSync(join(tmpdir(), 'b2-sandbox-sinks-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const kinds: [string, () => Sinks][] = [
  ['inline', createInlineSinks],
  ['on a thread', () => createThreadSinks(1)],
];

describe.each(kinds)('a sink %s', (name, create) => {
  const path = join(root, name);
  /** Copies, because the sink owns what it takes. */
  const pieces = [noise(70_000, 1), Buffer.alloc(65_536), noise(600_000, 2), noise(1)].map((piece) =>
    Buffer.from(piece),
  );
  const whole = Buffer.concat(pieces);

  test('writes and hashes what it takes', async () => {
    const sinks = create();
    const sink = sinks.open(path, 0);
    for (const piece of pieces) await sink.take(Buffer.from(piece));
    expect(await sink.finish()).toBe(sha1(whole));
    expect(readFileSync(path).equals(whole)).toBe(true);
    await sink.discard();
    expect(existsSync(path)).toBe(false);
    await sinks.close();
  });

  test('leaves nothing of an unfinished blob, nor of an earlier one that it writes over', async () => {
    const sinks = create();
    const given = sinks.open(path, 0);
    await given.take(noise(900_000));
    await given.finish();
    const over = sinks.open(path, 900_000);
    for (const piece of pieces) await over.take(Buffer.from(piece));
    expect(await over.finish()).toBe(sha1(whole));
    expect(readFileSync(path).equals(whole)).toBe(true);
    const cut = sinks.open(`${path} cut`, 0);
    await cut.take(noise(600_000));
    await cut.discard();
    expect(existsSync(`${path} cut`)).toBe(false);
    await sinks.close();
  });
});

test('a thread makes the receiver wait when it cannot keep up', async () => {
  const sinks = createThreadSinks(1);
  const sink = sinks.open(join(root, 'slow'), 0);
  const waits: (Promise<void> | undefined)[] = [];
  for (let piece = 0; piece < 10; piece += 1) waits.push(sink.take(Buffer.from(noise(600_000, piece))));
  expect(waits.filter((wait) => wait !== undefined).length).toBeGreaterThan(0);
  for (const wait of waits) await wait;
  expect(await sink.finish()).toMatch(/^[0-9a-f]{40}$/);
  await sinks.close();
});

test('a server with a sink thread stores, refuses and drops like one without', async () => {
  await using sandbox = await startForTest({ sinkThreads: 1 });
  const client = await signIn(sandbox);
  const body = noise(3_000_000);
  const stored = await sendFile(await fileTarget(client, sandbox), 'lectern/a', body);
  expect(await sandbox.sha1OfObject(String(stored.json['fileId']))).toBe(sha1(body));
  const fileId = await startFile(client, sandbox);
  const target = await partTarget(client, fileId);
  const atEnd = Buffer.concat([body, Buffer.from(sha1(body))]);
  expect((await sendPart(target, 1, atEnd, { 'X-Bz-Content-Sha1': 'hex_digits_at_end' })).status).toBe(200);
  const damaged = await sendPart(target, 2, body, { 'X-Bz-Content-Sha1': sha1('other') });
  expect(damaged.json['message']).toBe('Checksum did not match data received');
  sandbox.faults.once('cut-in-body', { partNumbers: [3] });
  await expect(sendPart(target, 3, body)).rejects.toMatchObject({ code: expect.stringMatching(/ECONNRESET|EPIPE/) });
  expect(sandbox.storedBytes()).toBe(6_000_000);
  expect(sandbox.internalErrors()).toEqual([]);
});
