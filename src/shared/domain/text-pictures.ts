/*
 * Which pictures a lesson's text shows, for main, which does not parse Markdown. A picture's address there is the name of its
 * file (decision 0048). What is in doubt counts as shown: a link too many is found again, a picture too few is lost.
 */

/** Whether the text shows a picture of this name. */
export function picturesIn(markdown: string): (name: string) => boolean {
  const plain = markdown
    .replaceAll(/(?:%[\da-f]{2})+/gi, percentDecoded)
    // Not within names: none has a backslash.
    .replaceAll(/\\(?=[!-/:-@[-`{-~])/g, '');
  return (name) => {
    for (let at = plain.indexOf(name); at >= 0; at = plain.indexOf(name, at + 1))
      if (
        begins.test(plain.slice(Math.max(0, at - BEFORE), at)) &&
        ends.test(plain.slice(at + name.length, at + name.length + 1))
      )
        return true;
    return false;
  };
}
/** An address begins with its bracket, with a definition's colon, in angle brackets or not. */
const begins = /\][(:]\s*<?$/u;
const ends = /^(?:[)>\s]|$)/u;
/** So much white space is between the two at most. */
const BEFORE = 1_000;

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** As much of a name as the file systems of others take. */
const MAX_STEM = 100;

/** A file's name as a text can have it: no path, no scheme, nothing that is not seen; with the ending of what it is. */
export function pictureName(fileName: string, ending: string): string {
  const stem = fileName
    .toWellFormed()
    .replace(/\.[^.]*$/u, '')
    .replaceAll(/[/\\:?#<>|"*\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replace(/^\.+/u, '');
  const short = [...stem].slice(0, MAX_STEM).join('').trim();
  return `${short || 'picture'}.${ending}`;
}

/** The name, or with a number where it is taken. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  const dot = name.lastIndexOf('.');
  const [stem, ending] = [name.slice(0, dot), name.slice(dot)];
  for (let n = 2; ; n += 1) {
    const next = n === 2 && !taken.has(name) ? name : `${stem}-${n}${ending}`;
    if (!taken.has(next)) return next;
  }
}
