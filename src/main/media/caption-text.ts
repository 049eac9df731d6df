/** SRT text as WebVTT: bold, italic and underline stay, other tags go, everything else is escaped. */
export function vttText(text: string): string {
  const kept = text
    .replace(/\{\\[^}\n]*\}/g, '')
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<\/?(?:font|span|div|p|c)\b[^>\n]*>/gi, '')
    .replace(/&(?!(?:amp|lt|gt|nbsp|lrm|rlm|quot|#\d{1,7}|#x[\da-f]{1,6});)/gi, '&amp;')
    .replace(/<(?!\/?[biu]>)/gi, '&lt;')
    .replace(/<(\/?)([BIU])>/g, (_, slash: string, tag: string) => `<${slash}${tag.toLowerCase()}>`)
    .replaceAll('-->', '--&gt;');
  const lines = kept.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '').join('\n');
}

/** {\an7}, {\an8}, {\an9} put the text at the top, so that it does not cover a speaker's name. */
export const srtSettings = (text: string): string => (/\{\\an[789]\}/.test(text) ? 'line:0' : '');

/** https://www.w3.org/TR/webvtt1/#cue-text-tokenizer; a voice may stay open to the end of its cue. */
const TAG = /<(\/?)([a-z]+)((?:\.[^\s<>.]+)*)(?:[ \t]+([^<>]*))?>/gi;
const NAMES: ReadonlySet<string> = new Set(['c', 'i', 'b', 'u', 'v', 'ruby', 'rt', 'lang']);

/**
 * Cue text with tags that are in pairs: what is not a tag of WebVTT goes, an end without a beginning goes, what is left open
 * is closed. The words stay.
 */
export function balancedTags(text: string): string {
  const balanced = balancedOnce(text);
  // What is left of `<<font>i>` is a tag again.
  return balanced === text ? text : balancedTags(balanced);
}

function balancedOnce(text: string): string {
  const open: string[] = [];
  const written = text.replace(TAG, (tag: string, slash: string, spelled: string) => {
    const name = spelled.toLowerCase();
    if (!NAMES.has(name)) return '';
    if (slash === '') {
      open.push(name);
      return tag;
    }
    const from = open.lastIndexOf(name);
    if (from === -1) return '';
    // Those that were begun within it end with it.
    return open.splice(from).toReversed().map(closing).join('');
  });
  return (
    written +
    open
      .toReversed()
      .filter((name, at) => !(name === 'v' && at === open.length - 1))
      .map(closing)
      .join('')
  );
}

const closing = (name: string): string => `</${name}>`;
