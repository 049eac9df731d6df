import type { VersionId } from '../../../shared/domain/ids.ts';
import { mediaUrl } from '../../lib/media-url.ts';
import { jpegOfImage, type Jpeg } from './small-jpeg.ts';

/** What catalogues of courses show at most; the contract takes no more bytes than 300,000. */
const MAX_SIDE_PX = 1_280;
const MAX_BYTES = 250_000;
/** Beginnings and ends are titles and black. */
const SHARES = [0.1, 0.4, 0.7];

/** Three frames of a video to choose from; none when none can be had. */
export async function takeFrames(versionId: VersionId, signal: AbortSignal) {
  // As for posters: the demuxers are large.
  const { framesOfVideo } = await import('./poster-frame.ts');
  const wanted = { shares: SHARES, maxSidePx: MAX_SIDE_PX, maxBytes: MAX_BYTES };
  const frames = await framesOfVideo(mediaUrl(versionId), wanted, signal);
  return Promise.all(frames.map(async (frame) => ({ ...frame, url: await dataUrlOf(frame.jpeg) })));
}

/** A picture file in a thumbnail's size; null when it is no picture. */
export const readPicture = (file: Blob): Promise<Jpeg | null> => jpegOfImage(file, MAX_SIDE_PX, MAX_BYTES);

/** A picture of a clipboard for a text; null when it is no picture. */
export const shrinkPicture = (file: Blob): Promise<Jpeg | null> => jpegOfImage(file, 2_560, 1_900_000);

/** It goes with the frame; an object URL would have to be given back. */
function dataUrlOf(jpeg: Jpeg): Promise<string> {
  const reader = new FileReader();
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  reader.addEventListener('load', () => resolve(reader.result as string));
  reader.addEventListener('error', () => reject(reader.error ?? new Error('a picture in memory cannot be read')));
  reader.readAsDataURL(new Blob([jpeg], { type: 'image/jpeg' }));
  return promise;
}
