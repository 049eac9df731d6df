import { z } from 'zod';
import { editableText } from './editable-text.ts';

/*
 * Find and replace in the texts of courses (decision 0062). Pure, and so it can run in a thread that is ended when a regular
 * expression does not come to an end by itself.
 */

export const textSearch = z.strictObject({
  find: z.string().min(1).max(1_000),
  replacement: z.string().max(1_000),
  matchesCase: z.boolean(),
  wholeWord: z.boolean(),
  /** Then `$1`, `$<name>`, `$&` and `$$` in the replacement mean what they do in JavaScript. */
  isRegex: z.boolean(),
});
export type TextSearch = z.infer<typeof textSearch>;

/** The texts that are searched: table and column. The body of a text lesson is Markdown, of any other its description. */
export const searchedField = z.enum([
  'courses.title',
  'courses.subtitle',
  'courses.description',
  'chapters.title',
  'chapters.description',
  'lessons.title',
  'lessons.body',
]);
export type SearchedField = z.infer<typeof searchedField>;
export const searchedTexts = z.enum(['titles', 'descriptions', 'texts']);
export type SearchedTexts = z.infer<typeof searchedTexts>;

export interface SearchedText {
  readonly field: SearchedField;
  readonly text: string;
  readonly isMarkdown: boolean;
}
/** A piece of a text. `to`: what it becomes; null: it stays. */
export interface TextPart {
  readonly text: string;
  readonly to: string | null;
}
export type ReplaceRefusal = 'empty' | 'tooLong';
export interface Replaced {
  /** The whole text as it becomes; as it is where it is refused. */
  readonly after: string;
  /** Why it stays as it is. */
  readonly refused: ReplaceRefusal | null;
  readonly hits: number;
  /** The first of what changes with the words around it. */
  readonly parts: readonly TextPart[];
}

const LETTER = String.raw`[\p{L}\p{M}\p{N}_]`;
const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);
/** Letters with accents have two spellings in Unicode; whoever types one means both. */
const spellings = (text: string): string[] => [...new Set([text, text.normalize('NFC'), text.normalize('NFD')])];

/** Null: it is no regular expression. */
export function patternOf({ find, matchesCase, wholeWord, isRegex }: TextSearch): RegExp | null {
  const source = isRegex ? find : spellings(find).map(escaped).join('|');
  try {
    // By itself first: `a)|(b` is none, but would be one within the brackets of a whole word.
    const pattern = new RegExp(source, matchesCase ? 'gmu' : 'gimu');
    return wholeWord ? new RegExp(`(?<!${LETTER})(?:${source})(?!${LETTER})`, pattern.flags) : pattern;
  } catch {
    return null;
  }
}

/** What a hit becomes, as `String.replace` has it. */
function expanded(replacement: string, match: RegExpExecArray): string {
  return replacement.replaceAll(/\$(?:\$|&|`|'|\d\d?|<[^>]*>)/gu, (token) => {
    const [all] = match;
    if (token === '$$') return '$';
    if (token === '$&') return all;
    if (token === '$`') return match.input.slice(0, match.index);
    if (token === "$'") return match.input.slice(match.index + all.length);
    if (token.startsWith('$<')) return match.groups ? (match.groups[token.slice(2, -1)] ?? '') : token;
    return groupOf(token.slice(1), match) ?? token;
  });
}

/** The group of these one or two digits; of two that are none, of the first, with the second behind it. */
function groupOf(digits: string, match: RegExpExecArray): string | null {
  const there = (number: number): boolean => number > 0 && number < match.length;
  if (there(Number(digits))) return match[Number(digits)] ?? '';
  const first = Number(digits.charAt(0));
  return digits.length === 2 && there(first) ? `${match[first] ?? ''}${digits.charAt(1)}` : null;
}

interface Hit {
  readonly start: number;
  readonly end: number;
  readonly to: string;
}

/** Addresses of links and pictures in Markdown: a letter changed there breaks what nobody sees in the text. */
const ADDRESS =
  /\]\((?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)|<[a-z][a-z0-9+.-]*:[^<>\s]*>|^ {0,3}\[[^\]\n]+\]:.*$/gimu;
function addressesIn(markdown: string): readonly { readonly start: number; readonly end: number }[] {
  return [...markdown.matchAll(ADDRESS)].map(({ index, 0: all }) => ({ start: index, end: index + all.length }));
}

/** Whatever is found, in its order, apart from what lies in an address. */
function* hitsIn({ text, isMarkdown }: SearchedText, pattern: RegExp, search: TextSearch): Generator<Hit> {
  const addresses = isMarkdown ? addressesIn(text) : [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    const start = match.index;
    const end = start + match[0].length;
    while (at < addresses.length && (addresses[at]?.end ?? 0) <= start) at += 1;
    const isInside = (addresses[at]?.start ?? Infinity) < Math.max(end, start + 1);
    if (!isInside) yield { start, end, to: search.isRegex ? expanded(search.replacement, match) : search.replacement };
  }
}

/** What becomes of one text; null: nothing. */
export function replaceIn(searched: SearchedText, pattern: RegExp, search: TextSearch): Replaced | null {
  const { text, field } = searched;
  const editable = editableText(...(field.split('.') as [string, string]));
  const most = editable?.maxChars ?? 0;
  const shown: Hit[] = [];
  let after = '';
  let from = 0;
  let hits = 0;
  for (const hit of hitsIn(searched, pattern, search)) {
    if (text.slice(hit.start, hit.end) === hit.to) continue;
    hits += 1;
    if (shown.length < MOST_SHOWN) shown.push(hit);
    // A text that is too long anyway is not made longer: a million hits have a million replacements.
    if (after.length <= most * 2) after += text.slice(from, hit.start) + hit.to;
    from = hit.end;
  }
  if (hits === 0) return null;
  const made = editable?.schema.safeParse(after + text.slice(from));
  const parts = partsOf(text, shown);
  if (!made?.success) return { after: text, refused: after.trim() === '' ? 'empty' : 'tooLong', hits, parts };
  return made.data === text ? null : { after: made.data, refused: null, hits, parts };
}

const MOST_SHOWN = 5;
/** Of the words around a hit, and of a hit itself. */
const AROUND = 60;
const MOST_OF_HIT = 300;

/** Never between the two halves of a character. */
const isHalf = (text: string, at: number): boolean => /^[\uDC00-\uDFFF]/.test(text.slice(at, at + 1));
const boundary = (text: string, at: number): number => (at > 0 && isHalf(text, at) ? at - 1 : at);
const cut = (text: string): string =>
  text.length > MOST_OF_HIT ? `${text.slice(0, boundary(text, MOST_OF_HIT))}…` : text;

/** The hits with the words around them; `…` for what is left out. */
function partsOf(text: string, hits: readonly Hit[]): TextPart[] {
  const parts: TextPart[] = [];
  const stay = (words: string): void => {
    if (words !== '') parts.push({ text: words, to: null });
  };
  let from = 0;
  for (const [at, { start, end, to }] of hits.entries()) {
    const isFar = start - from > (at === 0 ? AROUND : AROUND * 2);
    const before = boundary(text, start - AROUND);
    if (isFar) stay(`${at === 0 ? '' : text.slice(from, boundary(text, from + AROUND))}…${text.slice(before, start)}`);
    else stay(text.slice(from, start));
    parts.push({ text: cut(text.slice(start, end)), to: cut(to) });
    from = end;
  }
  const last = boundary(text, from + AROUND);
  stay(`${text.slice(from, last)}${last < text.length ? '…' : ''}`);
  return parts;
}

/** What is looked through at once. */
export interface SearchJob {
  readonly search: TextSearch;
  readonly texts: readonly SearchedText[];
}
/** One for each text. `invalid`: no regular expression; `slow`: it did not come to an end. */
export type SearchAnswer = readonly (Replaced | null)[] | 'invalid' | 'slow';
export type RunSearch = (job: SearchJob) => Promise<SearchAnswer>;

/** Looks through all of them; may take for ever with a regular expression that somebody has typed. */
export function searchTexts({ search, texts }: SearchJob): SearchAnswer {
  const pattern = patternOf(search);
  return pattern ? texts.map((text) => replaceIn(text, pattern, search)) : 'invalid';
}
