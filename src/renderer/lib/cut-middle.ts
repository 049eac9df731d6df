interface CutMiddle {
  /** How many characters of the end stay; fewer where they would leave no room for a beginning. */
  readonly tail: number;
  /** The room for all of it, in the unit of `measure`. */
  readonly width: number;
  readonly measure: (text: string) => number;
}

const ELLIPSIS = '…';
/** The share of the room that the end may take. */
const MOST_OF_END = 0.6;

/**
 * The text if there is room for it, else as much of its beginning as fits, an ellipsis, and its end; no space stands
 * beside the ellipsis, and no character is cut in two.
 */
export function cutMiddle(text: string, { tail, width, measure }: CutMiddle): string {
  if (measure(text) <= width) return text;
  const characters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  const endOf = (length: number) => (length > 0 ? characters.slice(-length).join('').trimStart() : '');
  let kept = Math.min(tail, Math.floor(characters.length / 2));
  while (kept > 0 && measure(endOf(kept)) > width * MOST_OF_END) kept -= 1;
  const end = endOf(kept);
  const withBeginning = (length: number) => `${characters.slice(0, length).join('').trimEnd()}${ELLIPSIS}${end}`;
  let [fits, tooLong] = [0, characters.length];
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (measure(withBeginning(middle)) <= width) fits = middle;
    else tooLong = middle;
  }
  return withBeginning(fits);
}
