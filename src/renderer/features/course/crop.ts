/** A rectangle of a fixed ratio in a picture, in its pixels; the height follows from the width. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}
/** The corner that is dragged; the one across stays. */
export type Corner = 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right';

/** Of covers, as the course list and the landing page show them. */
export const COVER_RATIO = 16 / 9;
/** Smaller would be a stain. */
const MIN_WIDTH_PX = 64;

const between = (low: number, value: number, high: number): number =>
  Math.max(low, Math.min(value, Math.max(low, high)));
const widestIn = ({ width, height }: PictureSize): number => Math.min(width, height * COVER_RATIO);
export const heightOf = ({ width }: Pick<Crop, 'width'>): number => width / COVER_RATIO;

/** As near as it can be, inside of the picture. */
export function fitted({ x, y, width }: Crop, size: PictureSize): Crop {
  const widest = widestIn(size);
  const fits = between(Math.min(MIN_WIDTH_PX, widest), width, widest);
  return {
    x: between(0, x, size.width - fits),
    y: between(0, y, size.height - heightOf({ width: fits })),
    width: fits,
  };
}

/** As much of the picture as there can be, out of its middle. */
export function largestCrop(size: PictureSize): Crop {
  const width = widestIn(size);
  return { x: (size.width - width) / 2, y: (size.height - heightOf({ width })) / 2, width };
}

export const movedBy = ({ x, y, width }: Crop, dx: number, dy: number, size: PictureSize): Crop =>
  fitted({ x: x + dx, y: y + dy, width }, size);

/** Around its middle; over 1 shows less of the picture, larger. */
export function zoomedBy({ x, y, width }: Crop, factor: number, size: PictureSize): Crop {
  const widest = widestIn(size);
  const next = between(Math.min(MIN_WIDTH_PX, widest), width / factor, widest);
  return fitted(
    { x: x + (width - next) / 2, y: y + (heightOf({ width }) - heightOf({ width: next })) / 2, width: next },
    size,
  );
}

/** A corner goes by so many pixels to the right; the corner across stays where it is. */
export function resizedBy({ x, y, width }: Crop, corner: Corner, dx: number, size: PictureSize): Crop {
  const [isTop, isLeft] = [corner.startsWith('top'), corner.endsWith('left')];
  const [right, bottom] = [x + width, y + heightOf({ width })];
  const room = Math.min(isLeft ? right : size.width - x, (isTop ? bottom : size.height - y) * COVER_RATIO);
  const next = between(Math.min(MIN_WIDTH_PX, room), width + (isLeft ? -dx : dx), room);
  return { x: isLeft ? right - next : x, y: isTop ? bottom - heightOf({ width: next }) : y, width: next };
}

/** How far it is zoomed in, 1 for all there can be. */
export const zoomOf = ({ width }: Crop, size: PictureSize): number => widestIn(size) / width;
export const mostZoom = (size: PictureSize): number => Math.max(1, widestIn(size) / MIN_WIDTH_PX);

const STEP = 0.02;
/** What a key makes of it: arrows move (with Shift further), + and - zoom, 0 shows all. Null: no key of it. */
export function cropByKey(
  crop: Crop,
  { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  size: PictureSize,
): Crop | null {
  const by = size.width * STEP * (shiftKey ? 5 : 1);
  switch (key) {
    case 'ArrowLeft':
      return movedBy(crop, -by, 0, size);
    case 'ArrowRight':
      return movedBy(crop, by, 0, size);
    case 'ArrowUp':
      return movedBy(crop, 0, -by, size);
    case 'ArrowDown':
      return movedBy(crop, 0, by, size);
    case '+':
    case '=':
      return zoomedBy(crop, 1.1, size);
    case '-':
    case '_':
      return zoomedBy(crop, 1 / 1.1, size);
    case '0':
      return largestCrop(size);
    default:
      return null;
  }
}
