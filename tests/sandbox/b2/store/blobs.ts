import { createHash } from 'node:crypto';
import { createReadStream, closeSync, mkdirSync, openSync, readSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { BlobSlice } from './model.ts';
import type { BlobSink, Sinks } from './sink.ts';
import { type SpareBlobs, openSpares } from './spares.ts';

interface OpenBlob {
  blob: string;
  sink: BlobSink;
}

export interface Blobs {
  create: () => OpenBlob;
  remove: (blob: string) => void;
  /** Removes every file that `isKnown` does not know: what a killed server was still receiving. */
  sweep: (isKnown: (blob: string) => boolean) => void;
  /** Bytes of the slices, in order. */
  read: (slices: readonly BlobSlice[]) => AsyncGenerator<Buffer>;
  sha1: (slices: readonly BlobSlice[]) => Promise<string>;
  /** Turns one stored byte over, as a failing disk would: for tests of verification. */
  damage: (slice: BlobSlice) => void;
}

/** The part of `slices` that covers `bytes` bytes from `offset` of the whole. */
export function cutSlices(slices: readonly BlobSlice[], offset: number, bytes: number): BlobSlice[] {
  const cut: BlobSlice[] = [];
  let start = 0;
  for (const slice of slices) {
    const from = Math.max(offset, start);
    const to = Math.min(offset + bytes, start + slice.bytes);
    if (to > from) cut.push({ blob: slice.blob, offset: slice.offset + from - start, bytes: to - from });
    start += slice.bytes;
  }
  return cut;
}

async function* readSlices(dir: string, slices: readonly BlobSlice[]): AsyncGenerator<Buffer> {
  for (const { blob, offset, bytes } of slices) {
    if (bytes === 0) continue;
    const range = { start: offset, end: offset + bytes - 1, highWaterMark: 256 * 1024 };
    for await (const chunk of createReadStream(join(dir, blob), range)) yield chunk as Buffer;
  }
}

function flipByte(path: string, offset: number): void {
  const fd = openSync(path, 'r+');
  const byte = Buffer.alloc(1);
  readSync(fd, byte, 0, 1, offset);
  byte.writeUInt8(byte.readUInt8() ^ 0xff);
  writeSync(fd, byte, 0, 1, offset);
  closeSync(fd);
}

export interface BlobOptions {
  spare: SpareBlobs;
  sinks: Sinks;
}

/**
 * The folder of blob files, with files to spare when `spare` asks for them. `epoch` counts the starts on this folder,
 * so that a name is never used twice.
 */
export function openBlobs(root: string, epoch: number, { spare, sinks }: BlobOptions): Blobs {
  const dir = join(root, 'blobs');
  mkdirSync(dir, { recursive: true });
  const spares = openSpares(join(root, 'spare'), spare);
  let count = 0;
  let reading = 0;
  const read = async function* (slices: readonly BlobSlice[]): AsyncGenerator<Buffer> {
    reading += 1;
    try {
      yield* readSlices(dir, slices);
    } finally {
      reading -= 1;
    }
  };
  return {
    create: () => {
      count += 1;
      const blob = `${epoch}-${count}`;
      const path = join(dir, blob);
      return { blob, sink: sinks.open(path, spares.take(path)) };
    },
    // A blob that may be being read is not given away: its reader would see the next one's bytes.
    remove: (blob) => {
      if (reading > 0 || !spares.give(join(dir, blob))) rmSync(join(dir, blob), { force: true });
    },
    sweep: (isKnown) => {
      for (const blob of readdirSync(dir)) if (!isKnown(blob)) rmSync(join(dir, blob), { force: true });
    },
    read,
    sha1: async (slices) => {
      const hash = createHash('sha1');
      for await (const chunk of read(slices)) hash.update(chunk);
      return hash.digest('hex');
    },
    damage: (slice) => flipByte(join(dir, slice.blob), slice.offset + Math.floor(slice.bytes / 2)),
  };
}
