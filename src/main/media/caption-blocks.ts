import type { Cue, CueSheet } from '../../shared/domain/cues.ts';
import type { CaptionRepair } from '../../shared/domain/import-plan.ts';
import { blocksOf, isBrokenTiming, isNumber, isTiming, timesOf, vttBlock } from './caption-lines.ts';
import type { CaptionFormat, Line } from './caption-lines.ts';
import { srtSettings, vttText } from './caption-text.ts';

/** A cue with the line of its times in the file. */
export interface PlacedCue extends Cue {
  readonly line: number;
}
export interface PlacedSheet extends Omit<CueSheet, 'cues'> {
  readonly cues: readonly PlacedCue[];
}
export type Note = (repair: CaptionRepair) => void;

const joined = (lines: readonly Line[]): string => lines.map(({ text }) => text).join('\n');
/** An arrow would make a cue of a comment. */
const comment = (text: string): string => text.replaceAll('-->', '->');

/** Reads the lines of a caption file, whose times were made readable, block by block. */
export function readSheet(lines: readonly Line[], format: CaptionFormat, note: Note): PlacedSheet {
  const [first = [], ...others] = blocksOf(lines);
  const { head, rest } = format === 'vtt' ? headOf(first, note) : { head: 'WEBVTT', rest: first };
  const sheet = { head, cues: [] as PlacedCue[], tail: [] as string[] };
  for (const block of [rest, ...others]) if (block.length > 0) addBlock(sheet, block, format, note);
  return sheet;
}

function headOf(block: readonly Line[], note: Note): { head: string; rest: readonly Line[] } {
  const opening = block[0]?.text ?? '';
  if (!/^WEBVTT(?![^ \t])/.test(opening)) {
    note({ code: 'MISSING_HEADER', line: 1, before: opening, after: `WEBVTT\n\n${opening}` });
    return { head: 'WEBVTT', rest: block };
  }
  const hasCue = block.slice(1).some(({ text }) => text.includes('-->'));
  return hasCue ? { head: comment(opening), rest: block.slice(1) } : { head: comment(joined(block)), rest: [] };
}

interface OpenSheet {
  readonly cues: PlacedCue[];
  /** Comments since the last cue. */
  tail: string[];
}

function addBlock(sheet: OpenSheet, block: readonly Line[], format: CaptionFormat, note: Note): void {
  const [first = { text: '', line: 0 }] = block;
  const at = block.findIndex(({ text }) => isTiming(text));
  if (format === 'vtt' && vttBlock.test(first.text) && at !== 1) return void sheet.tail.push(comment(joined(block)));
  if (at === -1) return addUntimed(sheet, block, format, note);
  const outside = block.slice(0, Math.max(0, at - 1));
  if (outside.length > 0) addUntimed(sheet, outside, format, note);
  const timing = block[at] ?? first;
  const text = joined(block.slice(at + 1));
  const { start, end } = timesOf(timing.text) ?? { start: 0, end: 0 };
  const isVtt = format === 'vtt';
  sheet.cues.push({
    key: sheet.cues.length,
    line: timing.line,
    startMs: Math.round((start ?? 0) * 1_000),
    endMs: Math.round((end ?? 0) * 1_000),
    text: isVtt ? text.replaceAll('-->', '--&gt;') : vttText(text),
    settings: isVtt ? (/-->\s*\S+\s+(.*)$/.exec(timing.text)?.[1] ?? '') : srtSettings(text),
    id: isVtt && at > 0 ? (block[at - 1]?.text ?? '') : '',
    before: sheet.tail,
  });
  sheet.tail = [];
}

/** Lines without a time: the end of the cue above, which an empty line cut off; else they are kept as a comment. */
function addUntimed(sheet: OpenSheet, lines: readonly Line[], format: CaptionFormat, note: Note): void {
  const [first = { text: '', line: 0 }] = lines;
  const text = joined(lines);
  const timed = lines.find((line) => line.text.includes('-->') || isBrokenTiming(line.text));
  if (lines.length === 1 && isNumber(first.text))
    return note({ code: 'TEXT_OUTSIDE_CUE', line: first.line, before: text, after: '' });
  if (timed) {
    // Its time is for a person to find out; until then nobody loses its words.
    note({ code: 'BAD_TIMESTAMP', line: timed.line, before: timed.text, after: null });
    return void sheet.tail.push(`NOTE ${comment(text)}`);
  }
  const above = sheet.cues.at(-1);
  if (!above || sheet.tail.length > 0) {
    note({ code: 'TEXT_OUTSIDE_CUE', line: first.line, before: text, after: `NOTE ${text}` });
    return void sheet.tail.push(`NOTE ${text}`);
  }
  const more = format === 'srt' ? vttText(text) : text;
  const whole = [above.text, more].filter((part) => part !== '').join('\n');
  note({ code: 'TEXT_OUTSIDE_CUE', line: first.line, before: text, after: whole });
  sheet.cues[sheet.cues.length - 1] = { ...above, text: whole };
}
