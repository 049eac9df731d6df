import { formatCueTime, readCueTime } from './cue-time.ts';

/** One caption: what is shown from when to when. `text` is WebVTT cue text, lines divided by `\n`. */
export interface Cue {
  /** Of this sheet alone, and kept while it is edited. */
  readonly key: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly text: string;
  /** Where it is shown, as WebVTT writes it; empty: where captions are shown. */
  readonly settings: string;
  /** The name that WebVTT lets a cue have; empty: none. */
  readonly id: string;
  /** Comments, styles and regions that stand before it, one block after the other. */
  readonly before: readonly string[];
}
/** A caption file as its cues, with everything else that is in it. */
export interface CueSheet {
  /** `WEBVTT` and what belongs to that line. */
  readonly head: string;
  readonly cues: readonly Cue[];
  /** Comments after the last cue. */
  readonly tail: readonly string[];
}

const HEAD = 'WEBVTT';
/** https://www.w3.org/TR/webvtt1/#file-structure */
const isHead = (line: string): boolean => /^WEBVTT(?![^ \t])/.test(line);

/** A timing line: its times in ms and what it says of the place; null when it is none. */
export function readTiming(line: string): Pick<Cue, 'startMs' | 'endMs' | 'settings'> | null {
  const [, start = '', end = '', settings = ''] = /^\s*([\d:.]+)\s*-->\s*([\d:.]+)(?:\s+(.*))?$/.exec(line) ?? [];
  const [startMs, endMs] = [readCueTime(start), readCueTime(end)];
  return startMs === null || endMs === null ? null : { startMs, endMs, settings: settings.trim() };
}

const blocksOf = (text: string): string[][] =>
  text
    .replaceAll('\0', '\uFFFD')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trimEnd())
    .reduce<string[][]>(
      (blocks, line) => {
        if (line === '') blocks.push([]);
        else blocks.at(-1)?.push(line);
        return blocks;
      },
      [[]],
    )
    .filter((lines) => lines.length > 0);

/** Reads WebVTT. Never throws: a block that is no cue is kept as a comment where it stands. */
export function readCues(text: string): CueSheet {
  const blocks = blocksOf(text.replace(/^\uFEFF/, ''));
  const [first = []] = blocks;
  // A cue that follows the first line without an empty one between them.
  const headLines = isHead(first[0] ?? '') ? first.findIndex((line) => line.includes('-->')) : 0;
  const head = headLines === -1 ? first : first.slice(0, Math.min(headLines, 1));
  const rest = [first.slice(head.length), ...blocks.slice(1)].filter((lines) => lines.length > 0);
  const cues: Cue[] = [];
  let before: string[] = [];
  for (const lines of rest) {
    const at = lines.slice(0, 2).findIndex((line) => line.includes('-->'));
    const timing = readTiming(lines[at] ?? '');
    if (!timing) {
      before.push(lines.join('\n'));
      continue;
    }
    const id = at === 1 ? (lines[0] ?? '') : '';
    cues.push({ ...timing, key: cues.length, text: lines.slice(at + 1).join('\n'), id, before });
    before = [];
  }
  return { head: head.join('\n') || HEAD, cues, tail: before };
}

/** Without what would end a cue early: empty lines and arrows. */
export const safeLines = (text: string): string =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n')
    .replaceAll('-->', '--&gt;');

/** `00:00:01.000 --> 00:00:02.000 line:0` */
export const timingOf = ({ startMs, endMs, settings }: Pick<Cue, 'startMs' | 'endMs' | 'settings'>): string =>
  `${formatCueTime(startMs)} --> ${formatCueTime(endMs)}${settings ? ` ${settings}` : ''}`;

/** The sheet as WebVTT. A cue without text is written, too: a file that is being edited has some. */
export function writeCues({ head, cues, tail }: CueSheet): string {
  const written = cues.flatMap((cue) => [
    ...cue.before,
    [...(cue.id ? [cue.id] : []), timingOf(cue), ...(cue.text ? [safeLines(cue.text)] : [])].join('\n'),
  ]);
  return `${[head, ...written, ...tail].join('\n\n')}\n`;
}

/** As it is played: in the order of time, without cues that show nothing. */
export function finished(sheet: CueSheet): CueSheet {
  const shown = sheet.cues.filter(({ text }) => safeLines(text).trim() !== '');
  // What stood before a cue that goes is not lost with it.
  const orphaned = sheet.cues.filter((cue) => !shown.includes(cue)).flatMap(({ before }) => before);
  return { ...sheet, cues: inOrder(shown), tail: [...orphaned, ...sheet.tail] };
}

export const inOrder = (cues: readonly Cue[]): Cue[] =>
  cues.toSorted((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);
