import { ALL_FORMATS, CanvasSink, Input, UrlSource, type InputVideoTrack } from 'mediabunny';

const MAX_WIDTH_PX = 480;
const MAX_BYTES = 60_000;
const QUALITIES = [0.8, 0.65, 0.5, 0.35, 0.2];
const CACHE_BYTES = 16 * 1024 * 1024;

/**
 * A small JPEG of the frame at a tenth of the video at `url`, or null when no picture can be had of it (no video
 * track, a codec that this computer cannot decode, damaged bytes). Throws the signal's reason when it is aborted.
 */
export async function takePosterFrame(url: string, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer> | null> {
  const source = new UrlSource(url, { getRetryDelay: () => null, maxCacheSize: CACHE_BYTES });
  const input = new Input({ formats: ALL_FORMATS, source });
  const stop = () => input.dispose();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const track = await input.getPrimaryVideoTrack();
    return track && (await track.canDecode()) ? await frameOf(track) : null;
  } catch {
    // Whatever a damaged file made the decoder say, the answer is the same: there is no picture of it.
    signal.throwIfAborted();
    return null;
  } finally {
    signal.removeEventListener('abort', stop);
    input.dispose();
  }
}

async function frameOf(track: InputVideoTrack): Promise<Uint8Array<ArrayBuffer> | null> {
  const firstS = await track.getFirstTimestamp();
  const endS = (await track.getDurationFromMetadata()) ?? (await track.computeDuration());
  const width = Math.min(MAX_WIDTH_PX, await track.getDisplayWidth());
  const sink = new CanvasSink(track, { width });
  const frame = await sink.getCanvas(firstS + Math.max(0, endS - firstS) / 10);
  return frame ? smallJpeg(frame.canvas) : null;
}

/** The best quality that is small enough; the smallest when none is. */
async function smallJpeg(canvas: HTMLCanvasElement | OffscreenCanvas): Promise<Uint8Array<ArrayBuffer> | null> {
  let bytes: Uint8Array<ArrayBuffer> | null = null;
  for (const quality of QUALITIES) {
    const blob = await jpegOf(canvas, quality);
    bytes = blob && new Uint8Array(await blob.arrayBuffer());
    if (!bytes || bytes.length <= MAX_BYTES) break;
  }
  return bytes;
}

function jpegOf(canvas: HTMLCanvasElement | OffscreenCanvas, quality: number): Promise<Blob | null> {
  if (canvas instanceof OffscreenCanvas) return canvas.convertToBlob({ type: 'image/jpeg', quality });
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
}
