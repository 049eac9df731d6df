import { expect, test } from 'vitest';
import { pictureEnding } from './picture-type.ts';

const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));

test.each([
  ['\u0089PNG\r\n\u001A\n…', 'png'],
  ['\u00FF\u00D8\u00FF\u00E0', 'jpg'],
  ['GIF89a…', 'gif'],
  ['GIF87a…', 'gif'],
  ['RIFF1234WEBPVP8 ', 'webp'],
  ['RIFF1234WAVEfmt ', null],
  ['<svg xmlns="http://www.w3.org/2000/svg"/>', null],
  ['%PDF-1.7', null],
  ['', null],
])('%j is by its bytes: %s', (begins, ending) => {
  expect(pictureEnding(bytes(begins))).toBe(ending);
});
