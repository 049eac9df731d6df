/** What a key does to the player; the keys of video editors and of video sites. */
export type PlayerCommand =
  | { readonly type: 'toggle' | 'mute' | 'fullscreen' | 'captions' }
  | { readonly type: 'skip'; readonly seconds: number };

/** Space is left to the browser, which knows whether a button of its controls has the keyboard. */
export function playerCommandOf(key: string, isRtl = false): PlayerCommand | null {
  switch (key.toLowerCase()) {
    case 'k':
      return { type: 'toggle' };
    case 'j':
      return { type: 'skip', seconds: -10 };
    case 'l':
      return { type: 'skip', seconds: 10 };
    case 'arrowleft':
      return { type: 'skip', seconds: isRtl ? 5 : -5 };
    case 'arrowright':
      return { type: 'skip', seconds: isRtl ? -5 : 5 };
    case 'm':
      return { type: 'mute' };
    case 'f':
      return { type: 'fullscreen' };
    case 's':
      return { type: 'captions' };
    default:
      return null;
  }
}

/** Why a video does not play. */
export type PlayerFault =
  | { readonly kind: 'none' | 'missing' | 'gone' | 'fetch' }
  | { readonly kind: 'codec'; readonly format: string | null }
  | { readonly kind: 'damaged'; readonly atMs: number };

interface Failure {
  /** `MediaError.code`: 1 aborted, 2 network, 3 decode, 4 source not supported (also: no answer with a video). */
  readonly code: number;
  readonly atMs: number;
  /** Whether the source answers at all. */
  readonly isReachable: boolean;
  readonly isLocal: boolean;
  /** Container and codec as people write them. */
  readonly format: string | null;
}

/** What a failure of the `<video>` element means for this file. */
export function playerFaultOf({ code, atMs, isReachable, isLocal, format }: Failure): PlayerFault {
  if (code === 3) return { kind: 'damaged', atMs };
  if (code === 4 && isReachable) return { kind: 'codec', format };
  return { kind: isLocal ? 'gone' : 'fetch' };
}

const names: Readonly<Record<string, string>> = {
  avc: 'H.264',
  hevc: 'H.265',
  vp8: 'VP8',
  vp9: 'VP9',
  av1: 'AV1',
  prores: 'ProRes',
  aac: 'AAC',
  opus: 'Opus',
  mp3: 'MP3',
  flac: 'FLAC',
  vorbis: 'Vorbis',
  ac3: 'AC-3',
  eac3: 'E-AC-3',
  mkv: 'Matroska',
  webm: 'WebM',
  mpegts: 'MPEG-TS',
  mov: 'QuickTime',
};

/** A codec or container as people write it: `avc` is H.264, `mp4` is MP4. */
function formatName(code: string): string {
  return names[code.toLowerCase()] ?? code.toUpperCase();
}

/** "MP4 · H.264 · AAC"; null when nothing is known. */
export function formatNames(codes: readonly (string | null | undefined)[]): string | null {
  const known = codes.filter((code) => code !== null && code !== undefined).map(formatName);
  return known.length > 0 ? known.join(' · ') : null;
}
