import { describe, expect, test } from 'vitest';
import { canonicalTag, languageOf } from '../../shared/domain/caption-language.ts';
import { pairCaptions, tagsOf } from './captions.ts';

const named = (names: string[]) => names.map((name) => ({ key: name, name }));
function pair(caption: string, ...media: string[]) {
  const [paired] = pairCaptions(named([caption]), named(media));
  return paired && { mediaKey: paired.mediaKey, language: paired.language, flags: paired.flags };
}
const to = (mediaKey: string | null, language: string, ...flags: string[]) => ({ mediaKey, language, flags });

describe('pairCaptions: the vectors of authoring.md', () => {
  const intro = '01 - Intro.mp4';
  test.each([
    ['01 - Intro.srt', intro, to(intro, 'und')],
    ['01 - Intro.en.vtt', intro, to(intro, 'en')],
    ['01 - Intro.pt-BR.srt', intro, to(intro, 'pt-BR')],
    ['01 - Intro.en.sdh.srt', intro, to(intro, 'en', 'sdh')],
    ['02 setup.EN.srt', '02_Setup.mp4', to('02_Setup.mp4', 'en')],
    ['Intro to C-is.srt', 'Intro to C-is.mp4', to('Intro to C-is.mp4', 'und')],
    ['Intro to C-is.srt', 'Intro to C.mp4', to(null, 'und')],
    ['Somewhere else.fr.srt', intro, to(null, 'fr')],
  ])('%s beside %s', (caption, media, expected) => {
    expect(pair(caption, media)).toEqual(expected);
  });
});

describe('pairCaptions: beyond the vectors', () => {
  test('the exact base name wins over a shorter one with a language', () => {
    expect(pair('Intro.en.srt', 'Intro.mp4', 'Intro.en.mp4')).toEqual(to('Intro.en.mp4', 'und'));
  });

  test('the longest base name wins', () => {
    expect(pair('Intro.en.sdh.srt', 'Intro.mp4', 'Intro.en.mp4')).toEqual(to('Intro.en.mp4', 'und', 'sdh'));
  });

  test('a file spelled exactly like the caption wins over one that only folds to it', () => {
    expect(pair('Intro.srt', 'intro.mp4', 'Intro.mov')).toEqual(to('Intro.mov', 'und'));
    expect(pair('INTRO.srt', 'intro.mp4', 'Intro.mov')).toEqual(to('intro.mp4', 'und'));
  });

  test('composed and decomposed names are one', () => {
    expect(pair('E\u0301tude.fr.vtt', '\u00C9tude.mp4')).toEqual(to('\u00C9tude.mp4', 'fr'));
  });

  test('a dot in the title is not a language', () => {
    expect(pair('Lesson 1.2 - Vectors.srt', 'Lesson 1.2 - Vectors.mp4', 'Lesson 1.mp4')).toEqual(
      to('Lesson 1.2 - Vectors.mp4', 'und'),
    );
    expect(pair('Intro.final.srt', 'Intro.mp4')).toEqual(to(null, 'und'));
  });

  test('a caption named after the whole file is taken too', () => {
    expect(pair('Intro.mp4.de.srt', 'Intro.mp4')).toEqual(to('Intro.mp4', 'de'));
  });

  test('flags without a language, several flags', () => {
    expect(pair('Intro.forced.srt', 'Intro.mp4')).toEqual(to('Intro.mp4', 'und', 'forced'));
    expect(pair('Intro.en.forced.cc.srt', 'Intro.mp4')).toEqual(to('Intro.mp4', 'en', 'forced', 'cc'));
    expect(pair('Intro.en.hi.srt', 'Intro.mp4')).toEqual(to('Intro.mp4', 'en', 'hi'));
    expect(pair('Intro.hi.srt', 'Intro.mp4')).toEqual(to('Intro.mp4', 'hi'));
    expect(pair('Intro.hi.hi.srt', 'Intro.mp4')).toEqual(to('Intro.mp4', 'hi', 'hi'));
  });
});

describe('tags', () => {
  test.each([
    ['EN', 'en'],
    ['pt_br', 'pt-BR'],
    ['zh-hant', 'zh-Hant'],
    ['es-419', 'es-419'],
    ['ger', 'de'],
    ['eng', 'en'],
    ['und', 'und'],
    ['final', null],
    ['v2', null],
    ['xx', null],
    ['en-x-draft', null],
    ['', null],
  ])('languageOf(%j) is %j', (token, language) => {
    expect(languageOf(token)).toBe(language);
  });

  test('a tag that is typed may be of a language that nobody here knows by name', () => {
    expect(['gsw', 'zz_hant_tw', 'klingon', ''].map(canonicalTag)).toEqual(['gsw', 'zz-Hant-TW', null, null]);
  });

  test('a piece that is neither language nor flag makes them all part of the name', () => {
    expect(tagsOf(['en', 'draft'])).toBeNull();
    expect(tagsOf(['en', 'de'])).toBeNull();
    expect(tagsOf(['SDH'])).toEqual({ language: 'und', flags: ['sdh'] });
  });
});
