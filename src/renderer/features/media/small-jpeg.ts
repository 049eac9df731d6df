export type Jpeg = Uint8Array<ArrayBuffer>;
type Canvas = HTMLCanvasElement | OffscreenCanvas;

export const MAX_POSTER_SIDE_PX = 480;
const MAX_BYTES = 60_000;
const QUALITIES = [0.8, 0.65, 0.5, 0.35, 0.2];

/** The best quality that is small enough; the smallest when none is. */
export async function smallJpeg(canvas: Canvas, maxBytes = MAX_BYTES): Promise<Jpeg | null> {
  let bytes: Jpeg | null = null;
  for (const quality of QUALITIES) {
    const blob = await jpegOf(canvas, quality);
    bytes = blob && new Uint8Array(await blob.arrayBuffer());
    if (!bytes || bytes.length <= maxBytes) break;
  }
  return bytes;
}

/** A small JPEG of a picture file, or null when the browser cannot read it. */
export const posterOfImage = (file: Blob): Promise<Jpeg | null> => jpegOfImage(file, MAX_POSTER_SIDE_PX, MAX_BYTES);

/** The same of another size; `maxSidePx`: of the longer side. */
export async function jpegOfImage(file: Blob, maxSidePx: number, maxBytes: number): Promise<Jpeg | null> {
  let image: ImageBitmap;
  try {
    image = await createImageBitmap(file);
  } catch {
    return null;
  }
  const scale = Math.min(1, maxSidePx / Math.max(image.width, image.height));
  const canvas = new OffscreenCanvas(Math.ceil(image.width * scale), Math.ceil(image.height * scale));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  return smallJpeg(canvas, maxBytes);
}

/** Of a cover, as wide as a catalogue shows it. */
const COVER_WIDTH_PX = 1_280;
const COVER_MAX_BYTES = 600_000;
interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A part of a picture, never larger than it is there; where it is clear it is white, since a JPEG cannot be clear. */
export function cutPicture(image: CanvasImageSource, { x, y, width, height }: Area): Promise<Jpeg | null> {
  const scale = Math.min(1, COVER_WIDTH_PX / width);
  const canvas = new OffscreenCanvas(Math.round(width * scale), Math.round(height * scale));
  const context = canvas.getContext('2d');
  if (context) {
    context.fillStyle = 'white';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(image, x, y, width, height, 0, 0, canvas.width, canvas.height);
  }
  return smallJpeg(canvas, COVER_MAX_BYTES);
}

function jpegOf(canvas: Canvas, quality: number): Promise<Blob | null> {
  if (canvas instanceof OffscreenCanvas) return canvas.convertToBlob({ type: 'image/jpeg', quality });
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
}
