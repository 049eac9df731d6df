import {
  ADTS,
  CustomSource,
  FLAC,
  Input,
  Logging,
  LogLevel,
  MATROSKA,
  MP3,
  MP4,
  MPEG_TS,
  MatroskaInputFormat,
  OGG,
  QTFF,
  UnsupportedInputFormatError,
  WAVE,
  WEBM,
  type InputFormat,
  type InputVideoTrack,
} from 'mediabunny';
import type { MediaProblem } from '../../shared/domain/import-plan.ts';
import { createBoundedReader, type BoundedReader } from './bounded-reader.ts';
import { hasWildCounts } from './isobmff-index.ts';
import { readIsobmffLayout } from './isobmff-layout.ts';
import { isMatroskaCut, lastMatroskaTime } from './matroska-layout.ts';
import type { ProbeResult } from './probe-result.ts';
import { closeQuietly, openRegularFile } from './regular-file.ts';

export interface ProbeOptions {
  /** An aborted probe gives a result at once that means nothing. */
  readonly signal?: AbortSignal | undefined;
  readonly deadlineMs?: number;
  readonly maxReadBytes?: number;
  /** How much was read in the end, for benchmarks and tests. */
  readonly onBytesRead?: (bytes: number) => void;
}

const DEADLINE_MS = 10_000;
const MAX_READ_BYTES = 256 * 1024 * 1024;
/** A recording without a duration is read through up to this size, and judged by its end beyond it. */
const MAX_SCAN_BYTES = 8 * 1024 * 1024;

/** Named one by one instead of ALL_FORMATS: playlists (HLS) would open other files and addresses. */
const containers = new Map<InputFormat, string>([
  [MP4, 'mp4'],
  [QTFF, 'mov'],
  [WEBM, 'webm'],
  [MATROSKA, 'mkv'],
  [WAVE, 'wav'],
  [OGG, 'ogg'],
  [FLAC, 'flac'],
  [MP3, 'mp3'],
  [ADTS, 'adts'],
  [MPEG_TS, 'mpegts'],
]);
type Facts = { -readonly [K in keyof ProbeResult]: ProbeResult[K] };

const nothing = (problem: MediaProblem | null): Facts => ({
  container: null,
  durationMs: null,
  width: null,
  height: null,
  rotation: 0,
  videoCodec: null,
  audioCodec: null,
  hasVideo: false,
  hasAudio: false,
  indexAtEnd: false,
  problem,
});

/** The result for a file that nothing more can be said about. */
export const damagedFile = (code: 'DAMAGED' | 'TIMED_OUT'): ProbeResult => nothing({ code });

/**
 * Looks into a media file: container, length, size, codecs, and what is wrong with it. Reads headers and index only,
 * whatever the size of the file. Never throws, and answers by its deadline even when the drive does not; a parser
 * that computes without end can only be stopped by ending its thread (media-service.ts does).
 */
export async function probeFile(path: string, options: ProbeOptions = {}): Promise<ProbeResult> {
  const stop = new AbortController();
  const onAbort = (): void => stop.abort();
  const timer = setTimeout(onAbort, options.deadlineMs ?? DEADLINE_MS);
  options.signal?.addEventListener('abort', onAbort);
  if (options.signal?.aborted) onAbort();
  try {
    return await Promise.race([inspectPath(path, stop.signal, options), stopped(stop.signal)]);
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', onAbort);
  }
}

function stopped(stop: AbortSignal): Promise<ProbeResult> {
  const result = nothing({ code: 'TIMED_OUT' });
  if (stop.aborted) return Promise.resolve(result);
  return new Promise((resolve) => stop.addEventListener('abort', () => resolve(result), { once: true }));
}

async function inspectPath(path: string, stop: AbortSignal, options: ProbeOptions): Promise<ProbeResult> {
  // What a parser finds odd about a file goes into the result, not to the console
  Logging.level = LogLevel.Silent;
  const opened = await openRegularFile(path);
  if (!opened.ok) return nothing({ code: 'UNREADABLE', data: { ioKind: opened.kind, code: opened.code } });
  const maxBytes = options.maxReadBytes ?? MAX_READ_BYTES;
  const reader = createBoundedReader(opened.handle, opened.identity.bytes, { maxBytes, stop });
  try {
    return reader.size === 0 ? nothing({ code: 'EMPTY' }) : await inspect(reader);
  } finally {
    options.onBytesRead?.(reader.bytesRead());
    // Not awaited: closing waits for reads under way, and those may hang on a drive that went away
    void closeQuietly(opened.handle);
  }
}

/** Collects facts one after the other, so that a failure keeps what was found before it. */
async function inspect(reader: BoundedReader): Promise<ProbeResult> {
  const facts = nothing(null);
  const input = new Input({
    formats: [...containers.keys()],
    source: new CustomSource({
      getSize: () => reader.size,
      read: (start, end) => reader.read(start, end),
      prefetchProfile: 'fileSystem',
      // A failed read that nobody waited for; the reader remembers it
      handleUnhandledError: () => undefined,
    }),
  });
  try {
    facts.problem = await layoutProblem(reader, facts);
    if (facts.problem?.code !== 'DAMAGED') await readFacts(input, reader, facts);
  } catch (error) {
    facts.problem = reader.failure() ?? facts.problem ?? problemOf(error);
  } finally {
    input.dispose();
  }
  return facts;
}

const problemOf = (error: unknown): MediaProblem => ({
  code: error instanceof UnsupportedInputFormatError ? 'UNKNOWN_FORMAT' : 'DAMAGED',
});

/** What the outer structure says: no index, cut off, or an index that no parser should be given. */
async function layoutProblem(reader: BoundedReader, facts: Facts): Promise<MediaProblem | null> {
  const layout = await readIsobmffLayout(reader);
  facts.indexAtEnd = layout?.indexAtEnd ?? false;
  if (layout?.index && (await hasWildCounts(reader, layout.index))) return { code: 'DAMAGED' };
  if (layout?.isCut) return { code: 'TRUNCATED' };
  if (layout && !layout.index && !layout.isFragmented) return { code: 'NO_INDEX' };
  return (await isMatroskaCut(reader)) ? { code: 'TRUNCATED' } : null;
}

async function readFacts(input: Input, reader: BoundedReader, facts: Facts): Promise<void> {
  const format = await input.getFormat();
  facts.container = containers.get(format) ?? null;
  const [video, audio] = [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()];
  facts.hasVideo = video !== null;
  facts.hasAudio = audio !== null;
  if (!video && !audio) {
    facts.problem ??= { code: 'DAMAGED' };
    return;
  }
  facts.audioCodec = (await audio?.getCodec()) ?? null;
  if (video) await readPicture(video, facts);
  facts.durationMs = await durationMsOf(input, reader, format);
}

async function readPicture(video: InputVideoTrack, facts: Facts): Promise<void> {
  facts.videoCodec = await video.getCodec();
  facts.rotation = await video.getRotation();
  facts.width = whole(await video.getDisplayWidth());
  facts.height = whole(await video.getDisplayHeight());
}

/** A plausible whole number, or null: damaged files hold anything. */
function whole(value: number): number | null {
  const rounded = Math.round(value);
  return Number.isSafeInteger(rounded) && rounded > 0 ? rounded : null;
}

async function durationMsOf(input: Input, reader: BoundedReader, format: InputFormat): Promise<number | null> {
  const stored = await input.getDurationFromMetadata();
  if (stored !== null && stored > 0) return whole(stored * 1000);
  if (format instanceof MatroskaInputFormat && reader.size > MAX_SCAN_BYTES) return recordedLength(input, reader);
  const end = await input.computeDuration();
  // A transport stream is a cut-out of a broadcast: its clock does not begin at zero
  const start = format === MPEG_TS ? await input.getFirstTimestamp() : 0;
  return whole((end - start) * 1000);
}

async function recordedLength(input: Input, reader: BoundedReader): Promise<number | null> {
  const [track] = await input.getTracks();
  const [time, unitsPerSecond] = [await lastMatroskaTime(reader), await track?.getTimeResolution()];
  return time === null || !unitsPerSecond ? null : whole((time / unitsPerSecond) * 1000);
}
