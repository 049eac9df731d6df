import { parseText } from 'media-captions';
import { timingOf, writeCues } from '../../shared/domain/cues.ts';
import type { CaptionFault, CaptionRepair } from '../../shared/domain/import-plan.ts';
import { type Note, type PlacedCue, readSheet } from './caption-blocks.ts';
import { convertCaption, MAX_CAPTION_BYTES } from './caption-convert.ts';
import { decodeText, isBrokenTiming, isNumber, isTiming, linesOf, separateCues, vttBlock } from './caption-lines.ts';
import type { CaptionFormat, Line } from './caption-lines.ts';
import { guessTiming } from './caption-times.ts';
import { repairCues } from './cue-repair.ts';

/** More are not shown to anybody. */
const MAX_REPAIRS = 100;

/** `vtt`: without the faults that a rule can mend; null when there is no cue in the file. */
export interface RepairedCaption {
  readonly vtt: string | null;
  readonly cues: number;
  /** In the order of the file, at most 100. */
  readonly repairs: readonly CaptionRepair[];
}

/**
 * What is wrong with a caption file, and the file without it. What has no rule (a time that nobody can read) becomes a
 * comment, so that no word is lost. Any bytes give a result: it never throws. What was mended is mended no further.
 */
export async function repairCaption(bytes: Uint8Array, format: CaptionFormat): Promise<RepairedCaption> {
  const { faults } = await convertCaption(bytes, format);
  if (bytes.length > MAX_CAPTION_BYTES) return { vtt: null, cues: 0, repairs: faults.map(byHand) };
  const repairs: CaptionRepair[] = [];
  const note: Note = (repair) => void repairs.push(repair);
  const { text, isUnicode } = decodeText(bytes);
  if (!isUnicode) note({ code: 'NOT_UTF8', line: 0, before: 'Windows-1252', after: 'UTF-8' });
  const lines = separated(readableTimes(linesOf(text), format, note), format, note);
  const sheet = readSheet(lines, format, note);
  const cues = repairCues(await withGoodSettings(sheet.cues, note), note);
  if (cues.length === 0) return { vtt: null, cues: 0, repairs: faults.map(byHand) };
  const told = new Set(repairs.map(({ code, line }) => `${line} ${code}`));
  const others = faults.filter(({ code, line }) => code !== 'NO_CUES' && !told.has(`${line} ${code}`)).map(byHand);
  return { vtt: writeCues({ ...sheet, cues }), cues: cues.length, repairs: tidy([...repairs, ...others]) };
}

const byHand = (fault: CaptionFault): CaptionRepair => ({ ...fault, before: '', after: null });
const tidy = (repairs: readonly CaptionRepair[]): CaptionRepair[] =>
  repairs.toSorted((a, b) => a.line - b.line).slice(0, MAX_REPAIRS);

/** Timing lines that can be read, where it can be guessed what they meant. */
function readableTimes(lines: readonly Line[], format: CaptionFormat, note: Note): Line[] {
  let isTimed = false;
  let isComment = false;
  return lines.map((line, at) => {
    const isFirst = at === 0 || lines[at - 1]?.text === '';
    if (isFirst) isTimed = false;
    if (isFirst) isComment = format === 'vtt' && vttBlock.test(line.text);
    const isCandidate = line.text.includes('-->') || (!isTimed && !isComment && isBrokenTiming(line.text));
    if (!isCandidate) return line;
    isTimed = true;
    const after = isTiming(line.text) || isComment ? line.text : guessTiming(line.text);
    if (after === null || after === line.text) return line;
    note({ code: 'BAD_TIMESTAMP', line: line.line, before: line.text, after });
    return { ...line, text: after };
  });
}

/** With the empty lines that are missing between cues. */
function separated(lines: readonly Line[], format: CaptionFormat, note: Note): Line[] {
  const told = (line: Line) =>
    note({ code: 'MISSING_BLANK_LINE', line: line.line, before: line.text, after: `\n${line.text}` });
  if (format === 'srt')
    return separateCues(lines, (_code, number) => told(lines[number - 1] ?? { text: '', line: number }));
  const out: Line[] = [];
  let isTimed = false;
  for (const line of lines) {
    const above = out.at(-1);
    if (isTimed && above && isTiming(line.text)) {
      const isNamed = isNumber(above.text);
      const first = isNamed ? above : line;
      told(first);
      out.splice(isNamed ? -1 : out.length, 0, { text: '', line: first.line });
    }
    isTimed = line.text !== '' && (isTimed || isTiming(line.text));
    out.push(line);
  }
  return out;
}

/** What a cue says of its place, without what means nothing. */
async function withGoodSettings(cues: readonly PlacedCue[], note: Note): Promise<PlacedCue[]> {
  const used = new Set(cues.flatMap(({ settings }) => settings.split(/\s+/).filter(Boolean)));
  const checked = await Promise.all([...used].map(async (one) => [one, await isGoodSetting(one)] as const));
  const good = new Map(checked);
  return cues.map((cue) => {
    const words = cue.settings.split(/\s+/).filter(Boolean);
    const settings = words.filter((word) => good.get(word)).join(' ');
    if (settings === words.join(' ')) return { ...cue, settings };
    const mended = { ...cue, settings };
    const bad = words.find((word) => !good.get(word)) ?? '';
    const code = /^(vertical|line|position|size|align|region):/.test(bad) ? 'BAD_SETTING' : 'UNKNOWN_SETTING';
    note({ code, line: cue.line, before: timingOf(cue), after: timingOf(mended) });
    return mended;
  });
}

async function isGoodSetting(setting: string): Promise<boolean> {
  // Regions are defined elsewhere in the file; whether they are does not make the setting a bad one.
  if (/^region:\S+$/.test(setting)) return true;
  try {
    const { errors } = await parseText(`WEBVTT\n\n00:00.000 --> 00:01.000 ${setting}\nx\n`, {
      type: 'vtt',
      errors: true,
    });
    return errors.length === 0;
  } catch {
    return false;
  }
}
