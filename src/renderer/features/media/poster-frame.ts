import { ALL_FORMATS, CanvasSink, Input, UrlSource, type InputVideoTrack } from 'mediabunny';
import { MAX_POSTER_WIDTH_PX, smallJpeg, type Jpeg } from './small-jpeg.ts';

const CACHE_BYTES = 16 * 1024 * 1024;

/**
 * A small JPEG of the frame at a tenth of the video at `url`, or null when no picture can be had of it (no video
 * track, a codec that this computer cannot decode, damaged bytes). Throws the signal's reason when it is aborted.
 */
export async function posterOfVideo(url: string, signal: AbortSignal): Promise<Jpeg | null> {
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

async function frameOf(track: InputVideoTrack): Promise<Jpeg | null> {
  const firstS = await track.getFirstTimestamp();
  const endS = (await track.getDurationFromMetadata()) ?? (await track.computeDuration());
  const width = Math.min(MAX_POSTER_WIDTH_PX, await track.getDisplayWidth());
  const sink = new CanvasSink(track, { width });
  const frame = await sink.getCanvas(firstS + Math.max(0, endS - firstS) / 10);
  return frame ? smallJpeg(frame.canvas) : null;
}
