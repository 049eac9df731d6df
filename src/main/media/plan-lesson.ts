import type {
  LessonWarning,
  OrphanCaption,
  PlannedCaption,
  PlannedFile,
  PlannedLesson,
} from '../../shared/domain/import-plan.ts';
import type { PairedCaption } from './captions.ts';
import { pathInDrop, type LessonFiles } from './plan-groups.ts';
import type { FileDetail, ProbeResult } from './probe-result.ts';
import type { ScannedFile } from './scan-result.ts';

export type Details = ReadonlyMap<string, FileDetail>;

export const plannedFile = (file: ScannedFile): PlannedFile => ({
  fileKey: file.key,
  originalName: file.name.toWellFormed(),
  bytes: file.bytes,
});

/** What the probe said about a media file; undefined until it did. */
export function probeOf(file: ScannedFile, details: Details): ProbeResult | undefined {
  const detail = details.get(file.key);
  return detail?.kind === 'media' ? detail.probe : undefined;
}

function plannedCaption(caption: PairedCaption<ScannedFile>, details: Details): PlannedCaption {
  const detail = details.get(caption.file.key);
  const faults = detail?.kind === 'caption' ? [...detail.faults] : [];
  return { ...plannedFile(caption.file), language: caption.language, flags: [...caption.flags], faults };
}

export const plannedOrphan = (caption: PairedCaption<ScannedFile>, details: Details): OrphanCaption => ({
  ...plannedCaption(caption, details),
  path: pathInDrop(caption.file),
});

/** One row of the preview. `title` is already what the switches make of the name. */
export function plannedLesson(
  { file, captions, resources }: LessonFiles,
  title: string,
  details: Details,
): PlannedLesson {
  const probe = probeOf(file, details);
  return {
    ...plannedFile(file),
    key: `l:${file.key}`,
    title,
    kind: file.kind === 'audio' ? 'audio' : 'video',
    probed: probe !== undefined,
    durationMs: probe?.durationMs ?? null,
    width: probe?.width ?? null,
    height: probe?.height ?? null,
    captions: captions.map((caption) => plannedCaption(caption, details)),
    resources: resources.map(plannedFile),
    warnings: probe ? warningsOf(probe, file.kind === 'video') : [],
    problem: probe?.problem ?? null,
  };
}

/** What Chromium plays without help from the system (https://www.chromium.org/audio-video/), and AAC and H.264. */
const playable = {
  containers: new Set(['mp4', 'mov', 'webm', 'mkv', 'mp3', 'wav', 'ogg', 'flac', 'adts']),
  video: new Set(['avc', 'vp8', 'vp9', 'av1']),
  audio: new Set(['aac', 'mp3', 'opus', 'vorbis', 'flac', 'pcm-s16', 'pcm-s24', 'pcm-u8', 'pcm-f32', 'ulaw', 'alaw']),
};

function mayNotPlay({ container, videoCodec, audioCodec, hasVideo, hasAudio }: ProbeResult): boolean {
  if (container !== null && !playable.containers.has(container)) return true;
  if (hasVideo && !(videoCodec !== null && playable.video.has(videoCodec))) return true;
  return hasAudio && !(audioCodec !== null && playable.audio.has(audioCodec));
}

/** Things worth knowing before the import. None of them stops it. */
function warningsOf(probe: ProbeResult, isVideo: boolean): LessonWarning[] {
  if (probe.problem && !probe.hasVideo && !probe.hasAudio) return [];
  const { container, videoCodec, audioCodec } = probe;
  const warnings: LessonWarning[] = [];
  if (probe.indexAtEnd) warnings.push({ code: 'INDEX_AT_END' });
  if (isVideo && !probe.hasAudio) warnings.push({ code: 'NO_AUDIO' });
  if (isVideo && !probe.hasVideo) warnings.push({ code: 'NO_PICTURE' });
  if (mayNotPlay(probe)) warnings.push({ code: 'MAY_NOT_PLAY', data: { container, videoCodec, audioCodec } });
  if (probe.durationMs === null) warnings.push({ code: 'DURATION_UNKNOWN' });
  return warnings;
}
