/* Cue text as people write it, and as WebVTT keeps it (https://www.w3.org/TR/webvtt1/#webvtt-cue-text). */

const TAG = String.raw`\/?(?:[a-z]+(?:\.[^\s<>.]+)*(?:[ \t][^<>]*)?|\d[\d:.]*)>`;
const LONE = new RegExp(`<(?!${TAG})`, 'gi');
const ESCAPED = new RegExp(`&lt;(?!${TAG})`, 'gi');

/** `Tom &amp; Jerry` as it is typed: `Tom & Jerry`. What would mean something else then stays as it is. */
export const typedText = (text: string): string =>
  text
    .replace(ESCAPED, '<')
    .replaceAll('--&gt;', '-->')
    .replace(/&amp;(?![a-z]+;|#)/gi, '&');

/** What was typed, as cue text: tags stay, and any other `<` and `&` is a letter. */
export const cueText = (typed: string): string =>
  typed
    .replace(/&(?!(?:amp|lt|gt|nbsp|lrm|rlm|quot|#\d{1,7}|#x[\da-f]{1,6});)/gi, '&amp;')
    .replace(LONE, '&lt;')
    .replaceAll('-->', '--&gt;');
