import type { CaptionFault, MediaProblem } from '../../shared/domain/import-plan.ts';

/** What a look into a media file tells. A file with a `problem` still carries whatever could be read. */
export interface ProbeResult {
  /** `mp4`, `mov`, `mkv`, `webm`, `mp3`, `wav`, `ogg`, `flac`, `adts`, `mpegts`; null when unknown. */
  readonly container: string | null;
  readonly durationMs: number | null;
  /** As shown: after pixel shape and rotation. */
  readonly width: number | null;
  readonly height: number | null;
  /** Degrees clockwise by which the stored picture is turned to be shown. */
  readonly rotation: 0 | 90 | 180 | 270;
  /** `avc`, `hevc`, `vp9` …; null when there is no such track or its codec is not known. */
  readonly videoCodec: string | null;
  readonly audioCodec: string | null;
  readonly hasVideo: boolean;
  readonly hasAudio: boolean;
  /** MP4 and MOV: the index comes after the media, so that playing over a network starts late. */
  readonly indexAtEnd: boolean;
  readonly problem: MediaProblem | null;
}

/** What is learnt about a file of a plan after the scan. */
export type FileDetail =
  | { readonly kind: 'media'; readonly probe: ProbeResult }
  | { readonly kind: 'caption'; readonly cues: number; readonly faults: readonly CaptionFault[] };
