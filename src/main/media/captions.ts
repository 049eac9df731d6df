import { languageOf } from '../../shared/domain/caption-language.ts';
import type { CaptionFlag } from '../../shared/domain/import-plan.ts';
import { captionFlag } from '../../shared/domain/import-plan.ts';
import { baseNameOf } from './file-kinds.ts';

/** What a caption's file name says: a BCP 47 tag (`und` when it says nothing) and flags. */
export interface CaptionTags {
  readonly language: string;
  readonly flags: readonly CaptionFlag[];
}
export interface NamedFile {
  readonly key: string;
  readonly name: string;
}
export interface PairedCaption<F extends NamedFile = NamedFile> extends CaptionTags {
  readonly file: F;
  /** The lesson's media file that it belongs to; null for an orphan. */
  readonly mediaKey: string | null;
}

const UNDETERMINED: CaptionTags = { language: 'und', flags: [] };
const MOST_TAGS = 4;
const flagOf = (token: string): CaptionFlag | null => captionFlag.safeParse(token.toLowerCase()).data ?? null;

/**
 * Reads `en`, `en.sdh`, `sdh` …; null when one of the pieces is neither. `hi` is Hindi where a language is still
 * missing and "hearing impaired" after one; `sdh` and `cc` are always flags.
 */
export function tagsOf(tokens: readonly string[]): CaptionTags | null {
  const languages = tokens.map((token) => (flagOf(token) ? null : languageOf(token)));
  const spelled = languages.findIndex((language) => language !== null);
  const at = spelled === -1 ? tokens.findIndex((token) => token.toLowerCase() === 'hi') : spelled;
  const flags = tokens.filter((_, i) => i !== at).map(flagOf);
  if (flags.includes(null)) return null;
  const language = at === -1 ? 'und' : (languages[at] ?? 'hi');
  return { language, flags: [...new Set(flags.filter((flag) => flag !== null))] };
}

/** Names are compared without case, composed, and with `_` as a space. */
export function foldName(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_]+/g, ' ')
    .trim();
}

/**
 * Pairs captions with the media files beside them (one folder's files): the exact base name first, then
 * `<base>.<lang>[.forced|.sdh|.cc|.hi]`, the longest base winning. `media` in natural order: of two files with
 * one base name the first gets the caption, unless one is spelled exactly like it.
 */
export function pairCaptions<F extends NamedFile>(
  captions: readonly F[],
  media: readonly NamedFile[],
): PairedCaption<F>[] {
  const find = createFinder(media);
  return captions.map((file) => {
    const base = baseNameOf(file.name);
    const exact = find(base);
    if (exact !== null) return { file, mediaKey: exact, ...UNDETERMINED };
    return { file, ...splitTags(base, find) };
  });
}

function splitTags(base: string, find: (base: string) => string | null): CaptionTags & { mediaKey: string | null } {
  const parts = base.split('.');
  let widest = UNDETERMINED;
  for (let count = 1; count <= Math.min(MOST_TAGS, parts.length - 1); count += 1) {
    const tags = tagsOf(parts.slice(-count));
    if (!tags) break;
    widest = tags;
    const mediaKey = find(parts.slice(0, -count).join('.'));
    if (mediaKey !== null) return { mediaKey, ...tags };
  }
  // An orphan still says which language it is in
  return { mediaKey: null, ...widest };
}

/** Looks a base name up: spelled exactly, else folded; `Intro.mp4.srt` names the whole file. */
function createFinder(media: readonly NamedFile[]): (base: string) => string | null {
  const exact = new Map<string, string>();
  const folded = new Map<string, string>();
  const add = (map: Map<string, string>, name: string, key: string): void => {
    if (!map.has(name)) map.set(name, key);
  };
  for (const nameOf of [(file: NamedFile) => baseNameOf(file.name), (file: NamedFile) => file.name]) {
    for (const file of media) {
      add(exact, nameOf(file).normalize('NFC'), file.key);
      add(folded, foldName(nameOf(file)), file.key);
    }
  }
  return (base) => exact.get(base.normalize('NFC')) ?? folded.get(foldName(base)) ?? null;
}
