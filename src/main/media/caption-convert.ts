import { ParseErrorCode, parseText, type ParseError, type VTTCue } from 'media-captions';
import { timingOf } from '../../shared/domain/cues.ts';
import type { CaptionFault } from '../../shared/domain/import-plan.ts';
import { blocksOf, checkBlock, decodeText, linesOf, separateCues, timesOf } from './caption-lines.ts';
import type { CaptionFormat, Line } from './caption-lines.ts';
import { srtSettings, vttText } from './caption-text.ts';

/** Longer than any film's subtitles; a larger file is something else. */
export const MAX_CAPTION_BYTES = 8 * 1024 * 1024;
const MAX_FAULTS = 100;

/** `vtt` is null when nothing could be made of the file; faults are in the order of their lines, at most 100. */
export interface ConvertedCaption {
  readonly vtt: string | null;
  readonly cues: number;
  readonly faults: readonly CaptionFault[];
}

/**
 * Reads an SRT or WebVTT file and gives WebVTT (UTF-8, LF) that a browser shows. SRT is rewritten cue by cue;
 * WebVTT keeps its own text, styles and notes, with a header put back where it lacks one. Any bytes give a result:
 * it never throws. Faults name lines of the file as it is on disk.
 */
export async function convertCaption(bytes: Uint8Array, format: CaptionFormat): Promise<ConvertedCaption> {
  if (bytes.length > MAX_CAPTION_BYTES) return { vtt: null, cues: 0, faults: [{ code: 'TOO_LARGE', line: 0 }] };
  const faults: CaptionFault[] = [];
  const note = (code: CaptionFault['code'], line: number): void => void faults.push({ code, line });
  const { text, isUnicode } = decodeText(bytes);
  if (!isUnicode) note('NOT_UTF8', 0);
  const lines = format === 'srt' ? separateCues(linesOf(text), note) : withHeader(linesOf(text), note);
  for (const block of blocksOf(lines)) checkBlock(block, format, note);
  const { cues, errors } = await parse(lines, format);
  for (const error of errors) noteError(error, lines, note);
  const written = format === 'srt' ? writeCues(cues) : { vtt: joinLines(lines), cues: cues.length };
  if (written.cues === 0) note('NO_CUES', 0);
  return { vtt: written.cues === 0 ? null : written.vtt, cues: written.cues, faults: tidy(faults) };
}

function withHeader(lines: readonly Line[], note: (code: CaptionFault['code'], line: number) => void): Line[] {
  if (/^WEBVTT(?![^ \t])/.test(lines[0]?.text ?? '')) return [...lines];
  note('MISSING_HEADER', 1);
  return [{ text: 'WEBVTT', line: 1 }, { text: '', line: 1 }, ...lines];
}

const joinLines = (lines: readonly Line[]): string => `${lines.map((line) => line.text).join('\n')}\n`;

/** media-captions wants `00:00:01.000 --> 00:00:02.000` exactly, and takes what follows in SRT for text. */
function timingForParser(text: string, format: CaptionFormat): string {
  if (format === 'vtt' || !timesOf(text)) return text;
  const [start = '', after = ''] = text.split('-->');
  const [end = ''] = after.trim().split(/\s+/);
  return `${start.trim()} --> ${end}`;
}

async function parse(lines: readonly Line[], format: CaptionFormat): Promise<{ cues: VTTCue[]; errors: ParseError[] }> {
  const text = lines.map((line) => timingForParser(line.text, format)).join('\n');
  try {
    return await parseText(text, { type: format, errors: true });
  } catch {
    // A defect of the parser on hostile text: the caption is then simply unusable, and says so (NO_CUES)
    return { cues: [], errors: [] };
  }
}

const faultCodes = new Map<number, CaptionFault['code']>([
  [ParseErrorCode.BadTimestamp, 'BAD_TIMESTAMP'],
  [ParseErrorCode.BadSettingValue, 'BAD_SETTING'],
  [ParseErrorCode.UnknownSetting, 'UNKNOWN_SETTING'],
  [ParseErrorCode.BadSignature, 'MISSING_HEADER'],
]);

function noteError(
  error: ParseError,
  lines: readonly Line[],
  note: (code: CaptionFault['code'], line: number) => void,
): void {
  const code = faultCodes.get(error.code);
  const at = lines[error.line - 1];
  // It takes a text that begins like a setting (`line:`) for one; a browser does not.
  const isText = code?.endsWith('_SETTING') && at && !at.text.includes('-->');
  if (code && !isText) note(code, at?.line ?? 0);
}

/** One fault per line and code, in the order of the file. */
function tidy(faults: readonly CaptionFault[]): CaptionFault[] {
  const byLine = new Map(faults.map((fault) => [`${fault.line} ${fault.code}`, fault]));
  return [...byLine.values()].toSorted((a, b) => a.line - b.line).slice(0, MAX_FAULTS);
}

function writeCues(cues: readonly VTTCue[]): { vtt: string; cues: number } {
  const written = cues.map(writeCue).filter((cue) => cue !== null);
  return { vtt: `WEBVTT\n\n${written.join('\n')}`, cues: written.length };
}

function writeCue(cue: VTTCue): string | null {
  const text = vttText(cue.text);
  if (text === '') return null;
  const [startMs, endMs] = [Math.round(cue.startTime * 1_000), Math.round(cue.endTime * 1_000)];
  return `${timingOf({ startMs, endMs, settings: srtSettings(cue.text) })}\n${text}\n`;
}
