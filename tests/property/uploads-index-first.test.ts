import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny';
import { expect, test } from 'vitest';
import { openIndexFirst, planIndexFirst, reorderAsRead } from '../../src/main/uploads/index-first.ts';
import { findTables, offsetAt } from '../../src/main/uploads/index-tables.ts';
import type { SourceHandle } from '../../src/main/uploads/ports.ts';

const fixture = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(join(import.meta.dirname, '../fixtures/media', name)));

function handleOf(bytes: Uint8Array): SourceHandle {
  const read = async (target: Uint8Array, offset: number, wanted: number): Promise<number> => {
    const part = bytes.subarray(offset, offset + wanted);
    target.set(part);
    return part.length;
  };
  return { read, close: async () => {} };
}
const text = (letters: string): Uint8Array => new TextEncoder().encode(letters);
function box(type: string, ...contents: readonly Uint8Array[]): Uint8Array {
  const body = Buffer.concat(contents);
  const made = new Uint8Array(8 + body.length);
  new DataView(made.buffer).setUint32(0, made.length);
  made.set(text(type), 4);
  made.set(body, 8);
  return made;
}
function table(isWide: boolean, offsets: readonly number[]): Uint8Array {
  const body = new Uint8Array(8 + offsets.length * (isWide ? 8 : 4));
  const view = new DataView(body.buffer);
  view.setUint32(4, offsets.length);
  for (const [n, offset] of offsets.entries()) {
    if (isWide) view.setBigUint64(8 + n * 8, BigInt(offset));
    else view.setUint32(8 + n * 4, offset);
  }
  return box(isWide ? 'co64' : 'stco', body);
}
const track = (tables: readonly Uint8Array[]): Uint8Array =>
  box('trak', box('mdia', box('minf', box('stbl', box('stsz', new Uint8Array(12)), ...tables))));

/** A film: what comes before the media, the media, the index with its tables, what comes behind. */
interface Film {
  readonly bytes: Uint8Array;
  readonly offsets: readonly number[];
}
const places = fc.array(fc.nat(990), { minLength: 1, maxLength: 12 });
const films = fc
  .record({
    hasType: fc.boolean(),
    before: fc.array(fc.tuple(fc.constantFrom('free', 'wide', 'skip'), fc.nat(40)), { maxLength: 3 }),
    behind: fc.array(fc.tuple(fc.constantFrom('free', 'uuid', 'udta'), fc.nat(40)), { maxLength: 3 }),
    secondMedia: fc.boolean(),
    tracks: fc.array(fc.tuple(fc.boolean(), places), { minLength: 1, maxLength: 3 }),
    media: fc.uint8Array({ minLength: 1_000, maxLength: 1_000 }),
  })
  .map(({ hasType, before, behind, secondMedia, tracks, media }): Film => {
    const head = [
      ...(hasType ? [box('ftyp', text('isom'))] : []),
      ...before.map(([type, n]) => box(type, new Uint8Array(n))),
    ];
    const start = head.reduce((sum, { length }) => sum + length, 8);
    const all = tracks.map(([isWide, at]) => ({ isWide, offsets: at.map((place) => start + place) }));
    const index = box(
      'moov',
      box('mvhd', new Uint8Array(20)),
      ...all.map(({ isWide, offsets }) => track([table(isWide, offsets)])),
    );
    const tail = behind.map(([type, n]) => box(type, new Uint8Array(n)));
    const more = secondMedia ? [box('mdat', media)] : [];
    return {
      bytes: Buffer.concat([...head, box('mdat', media), index, ...more, ...tail]),
      offsets: all.flatMap(({ offsets }) => offsets),
    };
  });

async function readAll(handle: SourceHandle, bytes: number, step: number): Promise<Uint8Array<ArrayBuffer>> {
  const all = new Uint8Array(bytes);
  for (let at = 0; at < bytes; at += step) {
    const wanted = Math.min(step, bytes - at);
    const target = new Uint8Array(wanted);
    expect(await handle.read(target, at, wanted)).toBe(wanted);
    all.set(target, at);
  }
  expect(await handle.read(new Uint8Array(10), bytes, 10)).toBe(0);
  return all;
}
/** Boxes of a file, outermost only. */
function boxesOf(bytes: Uint8Array): { type: string; at: number; bytes: number }[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const found: { type: string; at: number; bytes: number }[] = [];
  for (let at = 0; at < bytes.length; at += found.at(-1)?.bytes ?? 0) {
    found.push({ type: Buffer.from(bytes.subarray(at + 4, at + 8)).toString('latin1'), at, bytes: view.getUint32(at) });
  }
  return found;
}
function offsetsIn(bytes: Uint8Array): number[] {
  const index = boxesOf(bytes).find(({ type }) => type === 'moov');
  const moov = bytes.slice(index?.at, (index?.at ?? 0) + (index?.bytes ?? 0));
  const found = findTables(moov);
  const view = new DataView(moov.buffer);
  return found?.tables.flatMap((one) => Array.from({ length: one.count }, (_, n) => offsetAt(view, one, n))) ?? [];
}

test('whatever film: the same boxes, the index before the media, every place at the same bytes', async () => {
  await fc.assert(
    fc.asyncProperty(films, fc.integer({ min: 1, max: 500 }), async ({ bytes, offsets }, step) => {
      const handle = handleOf(bytes);
      const layout = await planIndexFirst(handle, bytes.length);
      const made = await readAll(openIndexFirst(handle, layout ?? { bytes: 0, pieces: [] }), layout?.bytes ?? 0, step);
      // Read in the order of the file, in pieces of any length, it comes as the same bytes.
      const reorder = reorderAsRead(layout ?? { bytes: 0, pieces: [] });
      const chunks = Array.from({ length: Math.ceil(bytes.length / step) }, (_, n) => n * step);
      const stretches = chunks.flatMap((at) => reorder(bytes.subarray(at, at + step), at));
      expect(Buffer.concat(stretches).equals(made)).toBe(true);
      const kinds = boxesOf(made).map(({ type }) => type);
      expect(kinds.toSorted()).toEqual(
        boxesOf(bytes)
          .map(({ type }) => type)
          .toSorted(),
      );
      expect(kinds.indexOf('moov')).toBeLessThan(kinds.indexOf('mdat'));
      const moved = offsetsIn(made);
      expect(moved).toHaveLength(offsets.length);
      for (const [n, offset] of moved.entries()) {
        expect(made.subarray(offset, offset + 10)).toEqual(
          new Uint8Array(bytes.subarray(offsets[n], (offsets[n] ?? 0) + 10)),
        );
      }
      // What is made of it is not made again.
      expect(await planIndexFirst(handleOf(made), made.length)).toBeNull();
    }),
    { numRuns: 200 },
  );
});

test('damaged films: never an error, never without end, and never a place out of the file', async () => {
  const film = fixture('index-last.mp4');
  const flip = fc.tuple(fc.nat(film.length - 1), fc.constantFrom(0, 1, 8, 0x7f, 0xff));
  const nearIndex = fc.tuple(fc.integer({ min: film.length - 3_000, max: film.length - 1 }), fc.nat(255));
  const flips = fc.array(fc.oneof(flip, nearIndex), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(flips, async (list) => {
      const bytes = film.slice();
      for (const [at, byte] of list) bytes[at] = byte;
      const layout = await planIndexFirst(handleOf(bytes), bytes.length);
      if (!layout) return;
      const made = await readAll(openIndexFirst(handleOf(bytes), layout), layout.bytes, 65_536);
      for (const offset of offsetsIn(made)) expect(offset).toBeLessThan(made.length);
    }),
    { numRuns: 200 },
  );
});

test('places beyond four gigabytes: the tables become wide, and every length with them', async () => {
  const start = 16 + 8;
  const mediaEnd = 0xffff_ffff - 60;
  const offsets = [start, 1_000_000, mediaEnd - 50];
  const index = box(
    'moov',
    box('mvhd', new Uint8Array(20)),
    track([table(false, offsets)]),
    track([table(true, offsets)]),
  );
  const head = Buffer.concat([box('ftyp', text('isom')), new Uint8Array(4)]).subarray(0, 12);
  const mdat = new Uint8Array(16);
  new DataView(mdat.buffer).setUint32(0, 1);
  mdat.set(text('mdat'), 4);
  new DataView(mdat.buffer).setBigUint64(8, BigInt(mediaEnd - 12));
  const sizeBytes = mediaEnd + index.length;
  const byteAt = (offset: number): number => {
    if (offset < 12) return head[offset] ?? 0;
    if (offset < 28) return mdat[offset - 12] ?? 0;
    return offset < mediaEnd ? offset % 251 : (index[offset - mediaEnd] ?? 0);
  };
  const read = async (target: Uint8Array, offset: number, wanted: number): Promise<number> => {
    const count = Math.max(0, Math.min(wanted, sizeBytes - offset));
    for (let n = 0; n < count; n += 1) target[n] = byteAt(offset + n);
    return count;
  };
  const handle = { read, close: async () => {} };
  const layout = await planIndexFirst(handle, sizeBytes);
  expect(layout?.bytes).toBe(sizeBytes + 3 * 4);
  const object = openIndexFirst(handle, layout ?? { bytes: 0, pieces: [] });
  const moved = new Uint8Array(index.length + 12);
  await object.read(moved, 12, moved.length);
  const view = new DataView(moved.buffer);
  expect(view.getUint32(0)).toBe(moved.length);
  const tables = findTables(moved)?.tables ?? [];
  expect(tables.map(({ isWide }) => isWide)).toEqual([true, true]);
  for (const one of tables) {
    for (const [n, before] of offsets.entries()) {
      expect(offsetAt(view, one, n)).toBe(before + moved.length);
      const now = new Uint8Array(1);
      await object.read(now, before + moved.length, 1);
      expect(now[0]).toBe(byteAt(before));
    }
  }
});

async function factsOf(bytes: Uint8Array<ArrayBuffer>) {
  const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) });
  const facts = [];
  for (const one of await input.getTracks()) {
    const packets = [];
    for await (const packet of new EncodedPacketSink(one as never).packets()) {
      packets.push([packet.timestamp, Buffer.from(packet.data).toString('base64')]);
    }
    facts.push([await one.getCodec(), packets]);
  }
  return { duration: await input.computeDuration(), facts };
}

test.each(['index-last.mp4', 'silent.mov'])('%s: a demuxer finds the same packets in it', async (name) => {
  const film = fixture(name);
  const layout = await planIndexFirst(handleOf(film), film.length);
  expect(layout?.bytes).toBe(film.length);
  const made = await readAll(openIndexFirst(handleOf(film), layout ?? { bytes: 0, pieces: [] }), film.length, 10_000);
  expect(boxesOf(made)[1]?.type).toBe('moov');
  expect(await factsOf(made)).toEqual(await factsOf(film));
});

test('sent as they are: index first already, fragmented, compressed, protected, elsewhere, cut, no film', async () => {
  const refused = async (bytes: Uint8Array): Promise<void> => {
    expect(await planIndexFirst(handleOf(bytes), bytes.length)).toBeNull();
  };
  for (const name of ['index-first.mp4', 'fragmented.mp4', 'no-index.mp4', 'plain.mkv', 'cover.jpg'])
    await refused(fixture(name));
  const film = (...index: readonly Uint8Array[]) =>
    Buffer.concat([box('ftyp', text('isom')), box('mdat', new Uint8Array(100)), box('moov', ...index)]);
  await refused(film(box('cmov', new Uint8Array(20))));
  await refused(film(track([table(false, [20])]), box('mvex', new Uint8Array(20))));
  await refused(film(track([table(false, [20]), box('saio', new Uint8Array(20))])));
  await refused(film(track([table(false, [5])])));
  await refused(film(track([table(false, [130])])));
  const elsewhere = box('dref', new Uint8Array(8), box('url ', new Uint8Array(4)));
  await refused(film(box('trak', box('mdia', box('minf', box('dinf', elsewhere), box('stbl', table(false, [20])))))));
  const last = fixture('index-last.mp4');
  await refused(last.subarray(0, last.length - 1));
});
