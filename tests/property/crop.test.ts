import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCropMark, withCropMark } from '../../src/renderer/features/course/crop-mark.ts';
import {
  COVER_RATIO,
  cropByKey,
  heightOf,
  largestCrop,
  movedBy,
  resizedBy,
  zoomedBy,
  type Corner,
  type Crop,
  type PictureSize,
} from '../../src/renderer/features/course/crop.ts';

const EPSILON = 1e-6;
const size = fc.record({ width: fc.integer({ min: 1, max: 9_000 }), height: fc.integer({ min: 1, max: 9_000 }) });
const by = fc.integer({ min: -9_000, max: 9_000 });
const corner = fc.constantFrom<Corner[]>('top-left', 'top-right', 'bottom-left', 'bottom-right');
const act = fc.oneof(
  fc.tuple(by, by).map(
    ([dx, dy]) =>
      (crop: Crop, of: PictureSize) =>
        movedBy(crop, dx, dy, of),
  ),
  fc
    .double({ min: 0.01, max: 100, noNaN: true })
    .map((factor) => (crop: Crop, of: PictureSize) => zoomedBy(crop, factor, of)),
  fc.tuple(corner, by).map(
    ([at, dx]) =>
      (crop: Crop, of: PictureSize) =>
        resizedBy(crop, at, dx, of),
  ),
  fc
    .record({
      key: fc.constantFrom('ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowDown', '+', '-'),
      shiftKey: fc.boolean(),
    })
    .map((event) => (crop: Crop, of: PictureSize) => cropByKey(crop, event, of) ?? crop),
);
const isInside = ({ x, y, width }: Crop, of: PictureSize): boolean =>
  x >= -EPSILON &&
  y >= -EPSILON &&
  width > 0 &&
  x + width <= of.width + EPSILON &&
  y + heightOf({ width }) <= of.height + EPSILON;

test('whatever is done to it, it is of its ratio and inside of the picture', () => {
  const holds = fc.property(size, fc.array(act, { maxLength: 12 }), (of, acts) => {
    let crop = largestCrop(of);
    if (!isInside(crop, of)) return false;
    for (const one of acts) {
      crop = one(crop, of);
      if (!isInside(crop, of)) return false;
    }
    return true;
  });
  expect(() => fc.assert(holds, { numRuns: 300 })).not.toThrow();
});

test('a corner that is dragged leaves the one across where it is', () => {
  const holds = fc.property(
    size,
    fc.double({ min: 1, max: 20, noNaN: true }),
    by,
    by,
    corner,
    by,
    (of, zoom, dx, dy, at, far) => {
      const crop = movedBy(zoomedBy(largestCrop(of), zoom, of), dx, dy, of);
      const next = resizedBy(crop, at, far, of);
      const across = ({ x, y, width }: Crop) => [
        at.endsWith('left') ? x + width : x,
        at.startsWith('top') ? y + heightOf({ width }) : y,
      ];
      return across(next).every((value, index) => Math.abs(value - (across(crop)[index] ?? 0)) < EPSILON);
    },
  );
  expect(() => fc.assert(holds, { numRuns: 300 })).not.toThrow();
});

test('it begins as all that there can be, and 0 goes back to that', () => {
  const of = { width: 1_000, height: 2_000 };
  expect(largestCrop(of)).toEqual({ x: 0, y: (2_000 - 1_000 / COVER_RATIO) / 2, width: 1_000 });
  const away = movedBy(zoomedBy(largestCrop(of), 3, of), 50, 700, of);
  expect(cropByKey(away, { key: '0', shiftKey: false }, of)).toEqual(largestCrop(of));
  expect(cropByKey(away, { key: 'a', shiftKey: false }, of)).toBeNull();
});

const cover = new Uint8Array(readFileSync(join(import.meta.dirname, '../fixtures/media/cover.jpg')));

test('a cover says where it was cut out, and is the same picture', () => {
  const pixels = fc.double({ min: 0, max: 9_000, noNaN: true });
  const holds = fc.property(fc.record({ x: pixels, y: pixels, width: pixels }), (crop) => {
    const marked = withCropMark(cover, crop);
    const told = readCropMark(marked);
    const isNear = (['x', 'y', 'width'] as const).every(
      (name) => Math.abs((told?.[name] ?? NaN) - crop[name]) <= 0.005,
    );
    // One comment was put in, and nothing was taken out.
    const length = marked.length - cover.length;
    const at = marked.findIndex((byte, index) => byte !== cover[index]);
    const rest = Buffer.concat([marked.subarray(0, at), marked.subarray(at + length)]);
    return isNear && rest.equals(cover);
  });
  expect(() => fc.assert(holds, { numRuns: 100 })).not.toThrow();
});

test('any other bytes say nothing, and are left as they are', () => {
  expect(readCropMark(cover)).toBeNull();
  const start = fc.constantFrom([], [0xff, 0xd8], [0xff, 0xd8, 0xff, 0xfe, 0, 4]);
  const holds = fc.property(start, fc.uint8Array({ maxLength: 60 }), (first, more) => {
    const bytes = new Uint8Array([...first, ...more]);
    const marked = withCropMark(bytes, { x: 1, y: 2, width: 64 });
    return readCropMark(bytes) === null && (marked === bytes || readCropMark(marked)?.width === 64);
  });
  expect(() => fc.assert(holds, { numRuns: 300 })).not.toThrow();
});
