import { parseVTTTimestamp } from 'media-captions';
import type { CaptionFault } from '../../shared/domain/import-plan.ts';
import { encodingByMark } from './text-encoding.ts';

export type CaptionFormat = 'srt' | 'vtt';
/** A line with its number in the file on disk (from 1); lines that we add have the number of the one after them. */
export interface Line {
  readonly text: string;
  readonly line: number;
}
type Note = (code: CaptionFault['code'], line: number) => void;

/** Text of a small text file: UTF-8 or UTF-16 by its mark, else Windows-1252, which old tools write. */
export function decodeText(bytes: Uint8Array): { text: string; isUnicode: boolean } {
  const encoding = encodingByMark(bytes);
  if (encoding !== 'utf-8') return { text: new TextDecoder(encoding).decode(bytes), isUnicode: true };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isUnicode: true };
  } catch {
    // Not UTF-8: every byte means something in Windows-1252, so this always gives text
    return { text: new TextDecoder('windows-1252').decode(bytes), isUnicode: false };
  }
}

/** Lines without their ends; spaces at the end go, because a line of spaces separates cues for people too. */
export function linesOf(text: string): Line[] {
  // NUL becomes U+FFFD, as the WebVTT parser does (https://www.w3.org/TR/webvtt1/#file-parsing)
  const clean = text.replaceAll('\0', '\uFFFD');
  return clean.split(/\r\n|\r|\n/).map((part, i) => ({ text: part.trimEnd(), line: i + 1 }));
}

/** Paragraphs: runs of lines that are not empty. */
export function blocksOf(lines: readonly Line[]): Line[][] {
  const blocks: Line[][] = [];
  let current: Line[] = [];
  for (const line of [...lines, { text: '', line: 0 }]) {
    if (line.text !== '') current.push(line);
    else if (current.length > 0) {
      blocks.push(current);
      current = [];
    }
  }
  return blocks;
}

/** Start and end of a timing line in seconds; null where the time is not one; undefined when it is no timing line. */
export function timesOf(text: string): { start: number | null; end: number | null } | undefined {
  const [before, after, ...more] = text.split('-->');
  if (before === undefined || after === undefined || more.length > 0) return undefined;
  const [end = ''] = after.trim().split(/\s+/);
  const seconds = (time: string): number | null => parseVTTTimestamp(time.trim().replace(',', '.'));
  return { start: seconds(before), end: seconds(end) };
}

export const isTiming = (text: string): boolean => {
  const times = timesOf(text);
  return times !== undefined && times.start !== null && times.end !== null;
};
export const isNumber = (text: string): boolean => /^\s*\d+$/.test(text);
/** Two times in a row without the arrow between them. */
export const isBrokenTiming = (text: string): boolean =>
  /^\s*\d+:[\d:.,]+(?:\s+|\s*[^\d\s:.,]\S{0,2}\s*)\d+:\d+/.test(text);

/**
 * Puts the empty lines back that SRT files lack between cues: without one the next cue would vanish in the text of
 * the one before it.
 */
export function separateCues(lines: readonly Line[], note: Note): Line[] {
  const out: Line[] = [];
  for (const line of lines) {
    const previous = out.at(-1);
    const numbered = previous !== undefined && isNumber(previous.text);
    const before = numbered ? out.at(-2) : previous;
    if (isTiming(line.text) && before && before.text !== '' && !(numbered && out.length === 1)) {
      const at = numbered ? out.length - 1 : out.length;
      const number = out[at]?.line ?? line.line;
      out.splice(at, 0, { text: '', line: number });
      note('MISSING_BLANK_LINE', number);
    }
    out.push(line);
  }
  return out;
}

/** Notes what is wrong with one cue block that the parser would drop without a word. */
export function checkBlock(block: readonly Line[], format: CaptionFormat, note: Note): void {
  // A comment may speak of times.
  const isComment = format === 'vtt' && vttBlock.test(block[0]?.text ?? '');
  if (isComment && !block.some(({ text }) => text.includes('-->'))) return;
  const at = block.findIndex((line) => line.text.includes('-->') || isBrokenTiming(line.text));
  const timing = block[at];
  if (!timing) return outside(block, format, note);
  const times = timesOf(timing.text);
  if (!times || times.start === null || times.end === null) return note('BAD_TIMESTAMP', timing.line);
  if (times.end <= times.start) return note('END_BEFORE_START', timing.line);
  if (at === block.length - 1) note('EMPTY_CUE', timing.line);
  else if (at > 1) note('TEXT_OUTSIDE_CUE', block[0]?.line ?? timing.line);
}

export const vttBlock = /^(WEBVTT|NOTE|STYLE|REGION)\b/;

function outside(block: readonly Line[], format: CaptionFormat, note: Note): void {
  const first = block[0];
  if (!first || (format === 'vtt' && vttBlock.test(first.text))) return;
  note('TEXT_OUTSIDE_CUE', first.line);
}
