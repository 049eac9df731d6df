import { ALL_FORMATS, CanvasSink, Input, UrlSource, type InputVideoTrack } from 'mediabunny';
import { MAX_POSTER_SIDE_PX, smallJpeg, type Jpeg } from './small-jpeg.ts';

const CACHE_BYTES = 16 * 1024 * 1024;

interface WantedFrames {
  /** Where in the video, from 0 to 1, ascending. */
  readonly shares: readonly number[];
  /** Of the longer side of a picture. */
  readonly maxSidePx: number;
  readonly maxBytes?: number;
}
interface VideoFrame {
  /** From the beginning of the video. */
  readonly atMs: number;
  readonly jpeg: Jpeg;
}

/**
 * Small JPEGs of frames of the video at `url`; none when no picture can be had of it (no video track, a codec that this
 * computer cannot decode, damaged bytes). Throws the signal's reason when it is aborted.
 */
export async function framesOfVideo(url: string, wanted: WantedFrames, signal: AbortSignal): Promise<VideoFrame[]> {
  const source = new UrlSource(url, { getRetryDelay: () => null, maxCacheSize: CACHE_BYTES });
  const input = new Input({ formats: ALL_FORMATS, source });
  const stop = () => input.dispose();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const track = await input.getPrimaryVideoTrack();
    return track && (await track.canDecode()) ? await framesOf(track, wanted) : [];
  } catch {
    // Whatever a damaged file made the decoder say, the answer is the same: there is no picture of it.
    signal.throwIfAborted();
    return [];
  } finally {
    signal.removeEventListener('abort', stop);
    input.dispose();
  }
}

/** The picture of a video: its frame at a tenth. */
export async function posterOfVideo(url: string, signal: AbortSignal): Promise<Jpeg | null> {
  const [frame] = await framesOfVideo(url, { shares: [0.1], maxSidePx: MAX_POSTER_SIDE_PX }, signal);
  return frame?.jpeg ?? null;
}

async function framesOf(track: InputVideoTrack, { shares, maxSidePx, maxBytes }: WantedFrames): Promise<VideoFrame[]> {
  const firstS = await track.getFirstTimestamp();
  const lengthS = Math.max(0, ((await track.getDurationFromMetadata()) ?? (await track.computeDuration())) - firstS);
  const [width, height] = [await track.getDisplayWidth(), await track.getDisplayHeight()];
  const scale = Math.min(1, maxSidePx / Math.max(width, height));
  const sink = new CanvasSink(track, { width: Math.max(1, Math.round(width * scale)) });
  const frames: VideoFrame[] = [];
  for await (const frame of sink.canvasesAtTimestamps(shares.map((share) => firstS + lengthS * share))) {
    const jpeg = frame && (await smallJpeg(frame.canvas, maxBytes));
    if (jpeg) frames.push({ atMs: Math.round((frame.timestamp - firstS) * 1_000), jpeg });
  }
  return frames;
}
