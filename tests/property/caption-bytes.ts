import fc from 'fast-check';

const time = fc
  .tuple(fc.nat(120), fc.nat(70), fc.nat(70), fc.nat(1100))
  .map(([h, m, s, ms]) => `${h}:${String(m).padStart(2, '0')}:${String(s).padStart(2, '0')},${ms}`);
const goodTime = fc
  .nat(9_999)
  .map((ms) => `00:00:0${String(ms).padStart(4, '0').slice(0, 1)}.${String(ms).padStart(4, '0').slice(1)}`);
const piece = fc.oneof(
  time,
  goodTime,
  fc.tuple(goodTime, goodTime).map(([from, to]) => `\n\n${from} --> ${to}\n`),
  fc.constantFrom('-->', ' --> ', '->', '\n', '\r\n', '\r', '\n\n', '1', '42', 'WEBVTT', 'NOTE', 'STYLE', 'REGION'),
  fc.constantFrom('line:', 'line:0', 'align=', 'position:5%', 'region:x', '<i>', '</i>', '{\\an8}', '&', '<', '\0'),
  fc.constantFrom('<font>', '</b>', '<v Ann>', 'o', '0:00', '->\n', ' to '),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
/** What a caption file is made of, in any order. */
export const captionScraps = fc
  .array(piece, { maxLength: 60 })
  .map((pieces) => new TextEncoder().encode(pieces.join('')));
/** The same with a WebVTT header, or without; and bytes that are nothing at all. */
export const anyCaptionBytes = fc.oneof(
  captionScraps,
  captionScraps.map((scraps) => new TextEncoder().encode(`WEBVTT\n\n${new TextDecoder().decode(scraps)}`)),
  fc.uint8Array({ maxLength: 400 }),
);
export const captionFormat = fc.constantFrom('srt' as const, 'vtt' as const);
