import { MAX_CUE_MS } from './cue-time.ts';
import { inOrder, safeLines, type Cue } from './cues.ts';

/* What the cue editor does to cues. All of it keeps every word, the keys of the cues that stay, and their order in time. */

/** A new cue, or one of which nothing better is known, is shown for so long. */
const NEW_CUE_MS = 2_000;

const bounded = (ms: number): number => Math.min(MAX_CUE_MS, Math.max(0, Math.round(ms)));
const nextKey = (cues: readonly Cue[]): number => cues.reduce((most, { key }) => Math.max(most, key), -1) + 1;
const changed = (cues: readonly Cue[], key: number, change: Partial<Cue>): Cue[] =>
  cues.map((cue) => (cue.key === key ? { ...cue, ...change } : cue));

export const withText = (cues: readonly Cue[], key: number, text: string): Cue[] => changed(cues, key, { text });

/** With another beginning or end; a cue may so end before it begins, until somebody mends it. */
export function withTimes(cues: readonly Cue[], key: number, times: Partial<Pick<Cue, 'startMs' | 'endMs'>>): Cue[] {
  const entries = Object.entries(times).map(([name, ms]) => [name, bounded(ms)]);
  return inOrder(changed(cues, key, Object.fromEntries(entries) as Partial<Cue>));
}

/**
 * In two, at a place in its text. The time goes along with the words, or is `atMs` where that is within the cue. The second
 * half is a new cue.
 */
export function split(cues: readonly Cue[], key: number, offset: number, atMs: number): Cue[] {
  const at = cues.findIndex((one) => one.key === key);
  const cue = cues[at];
  if (!cue) return [...cues];
  const [first, second] = [cue.text.slice(0, offset).trimEnd(), cue.text.slice(offset).trimStart()];
  const share = first.length / Math.max(1, first.length + second.length);
  const isWithin = atMs > cue.startMs && atMs < cue.endMs;
  const middleMs = isWithin ? bounded(atMs) : bounded(cue.startMs + (cue.endMs - cue.startMs) * share);
  const rest = { ...cue, key: nextKey(cues), startMs: middleMs, text: second, id: '', before: [] };
  return cues.toSpliced(at, 1, { ...cue, endMs: middleMs, text: first }, rest);
}

/** One cue of this and the next one; nothing where there is no next one. */
export function merge(cues: readonly Cue[], key: number): Cue[] {
  const at = cues.findIndex((one) => one.key === key);
  const [cue, next] = [cues[at], cues[at + 1]];
  if (!cue || !next) return [...cues];
  const text = [cue.text, next.text].filter((part) => part !== '').join('\n');
  const endMs = Math.max(cue.endMs, next.endMs);
  return cues.toSpliced(at, 2, { ...cue, endMs, text, before: [...cue.before, ...next.before] });
}

/** All of them by so much, but none to before the beginning: then by as much as the first one can. */
export function shift(cues: readonly Cue[], byMs: number): Cue[] {
  const earliest = cues.reduce((least, { startMs, endMs }) => Math.min(least, startMs, endMs), MAX_CUE_MS);
  const latest = cues.reduce((most, { startMs, endMs }) => Math.max(most, startMs, endMs), 0);
  const ms = Math.round(Math.min(MAX_CUE_MS - latest, Math.max(byMs, -earliest)));
  return cues.map((cue) => ({ ...cue, startMs: cue.startMs + ms, endMs: cue.endMs + ms }));
}

/** With an empty one from `atMs` until the next begins, for two seconds at most. Answers its key, too. */
export function add(cues: readonly Cue[], atMs: number): { readonly cues: Cue[]; readonly key: number } {
  const startMs = bounded(atMs);
  const next = cues.find((cue) => cue.startMs > startMs);
  const endMs = bounded(Math.min(startMs + NEW_CUE_MS, next?.startMs ?? MAX_CUE_MS));
  const key = nextKey(cues);
  return { cues: inOrder([...cues, { key, startMs, endMs, text: '', settings: '', id: '', before: [] }]), key };
}

/** Without it; comments that stood before it stand before the next one. */
export function remove(cues: readonly Cue[], key: number): Cue[] {
  const at = cues.findIndex((one) => one.key === key);
  const [cue, next] = [cues[at], cues[at + 1]];
  if (!cue) return [...cues];
  return cues.toSpliced(at, next ? 2 : 1, ...(next ? [{ ...next, before: [...cue.before, ...next.before] }] : []));
}

/** The one that is shown at that moment, else null. Of two the later one. */
export function cueAt(cues: readonly Cue[], atMs: number): Cue | null {
  return cues.findLast(({ startMs, endMs }) => startMs <= atMs && atMs < endMs) ?? null;
}

export type CueWarning = 'reversed' | 'empty' | 'overlap' | 'fast';

/** More characters in a second than most people read (Netflix asks for 20 at most, for adults). */
export const MAX_PER_SECOND = 20;

/** As it is read: without tags. */
const readText = (text: string): string =>
  text
    .replace(/<[^<>]*>/g, '')
    .replace(/&(?:amp|lt|gt|nbsp|lrm|rlm|quot|#\d+|#x[\da-f]+);/gi, '_')
    .replaceAll('\n', ' ')
    .trim();

/** Characters to read in a second; 0 where there is no time to read. */
export function readingSpeed({ startMs, endMs, text }: Pick<Cue, 'startMs' | 'endMs' | 'text'>): number {
  return endMs > startMs ? ([...readText(text)].length * 1_000) / (endMs - startMs) : 0;
}

/** What is wrong with a cue, seen with the one before it in time. */
export function warningsOf(cue: Cue, before: Cue | undefined): CueWarning[] {
  const isOver = before !== undefined && cue.startMs < before.endMs && cue.settings === '' && before.settings === '';
  const found: [CueWarning, boolean][] = [
    ['reversed', cue.endMs <= cue.startMs],
    ['empty', safeLines(cue.text).trim() === ''],
    ['overlap', isOver],
    ['fast', readingSpeed(cue) > MAX_PER_SECOND],
  ];
  return found.flatMap(([warning, isSo]) => (isSo ? [warning] : []));
}
