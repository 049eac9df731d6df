import fc from 'fast-check';
import { parseText } from 'media-captions';
import { describe, expect, test } from 'vitest';
import { captionFault } from '../../src/shared/domain/import-plan.ts';
import { convertCaption } from '../../src/main/media/caption-convert.ts';
import { pairCaptions } from '../../src/main/media/captions.ts';
import { anyCaptionBytes, captionFormat, captionScraps } from './caption-bytes.ts';

/** Well-formed cues, as a subtitle editor writes them. */
const goodCue = fc.record({
  startMs: fc.nat(86_400_000),
  lengthMs: fc.integer({ min: 1, max: 100_000 }),
  text: fc.stringMatching(/^[A-Za-zäöü<>&{}\\-]{0,10}[A-Za-z][A-Za-z <>&-]{0,20}[a-z]$/),
});
const srtTime = (ms: number): string => new Date(ms).toISOString().slice(11, 23).replace('.', ',');
const hours = (ms: number): string => String(Math.floor(ms / 3_600_000)).padStart(2, '0');
const stamp = (ms: number): string => `${hours(ms)}${srtTime(ms).slice(2)}`;

describe('converting captions', () => {
  test('any bytes give a result: no throw, faults on lines that exist, WebVTT that parses without errors', async () => {
    await fc.assert(
      fc.asyncProperty(anyCaptionBytes, captionFormat, async (bytes, kind) => {
        const { vtt, cues, faults } = await convertCaption(bytes, kind);
        const lines = new TextDecoder('windows-1252').decode(bytes).split(/\r\n|\r|\n/).length;
        for (const fault of faults) captionFault.parse(fault);
        expect(Math.max(0, ...faults.map((fault) => fault.line))).toBeLessThanOrEqual(lines);
        expect(faults.some((fault) => fault.code === 'NO_CUES')).toBe(cues === 0);
        expect(vtt === null).toBe(cues === 0);
        expect(vtt ?? 'WEBVTT').toMatch(/^WEBVTT/);
      }),
      { numRuns: 3_000 },
    );
  });

  test('whatever becomes of SRT scraps is WebVTT that parses without errors, with as many cues', async () => {
    await fc.assert(
      fc.asyncProperty(captionScraps, async (bytes) => {
        const { vtt, cues } = await convertCaption(bytes, 'srt');
        const again = await parseText(vtt ?? 'WEBVTT\n', { type: 'vtt', errors: true });
        // The parser takes a text that begins like a setting for one, which no browser does
        const lines = (vtt ?? '').split('\n');
        const errors = again.errors.filter(({ line }) => lines[line - 1]?.includes('-->'));
        expect({ errors, cues: again.cues.length }).toEqual({ errors: [], cues });
      }),
      { numRuns: 2_000 },
    );
  });

  test('no cue of a well-formed SRT file is lost and no time moves', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(goodCue, { minLength: 1, maxLength: 20 }), fc.boolean(), async (cues, blanks) => {
        const ends = cues.map((cue) => cue.startMs + cue.lengthMs);
        const blocks = cues.map((c, i) => `${i + 1}\n${stamp(c.startMs)} --> ${stamp(ends[i] ?? 0)}\n${c.text}\n`);
        const text = blocks.join(blanks ? '\n' : '');
        const result = await convertCaption(new TextEncoder().encode(text), 'srt');
        const again = await parseText(result.vtt ?? '', { type: 'vtt', errors: true });
        expect(again.cues.map((cue) => Math.round(cue.startTime * 1000))).toEqual(cues.map((cue) => cue.startMs));
        expect(again.cues.map((cue) => Math.round(cue.endTime * 1000))).toEqual(ends);
        expect(result.faults).toHaveLength(blanks ? 0 : cues.length - 1);
      }),
      { numRuns: 500 },
    );
  });
});

describe('pairing captions', () => {
  const stem = fc.constantFrom('Intro', 'intro', '01 - Intro', '01_Intro', 'A.en', 'A', 'E\u0301', 'Lesson 1.2');
  const tail = fc.constantFrom('', '.en', '.EN', '.pt-BR', '.hi', '.sdh', '.en.sdh', '.final', '.en.forced.cc');
  const media = fc.uniqueArray(fc.tuple(stem, fc.constantFrom('.mp4', '.mkv')).map((p) => p.join('')));
  const captions = fc.uniqueArray(fc.tuple(stem, tail, fc.constantFrom('.srt', '.vtt')).map((p) => p.join('')));
  const named = (names: string[]) => names.map((name) => ({ key: name, name }));

  test('every caption comes out once, paired with a file that exists or an orphan', () => {
    fc.assert(
      fc.property(captions, media, (subs, files) => {
        const pairs = pairCaptions(named(subs), named(files));
        expect(pairs.map((pair) => pair.file.name)).toEqual(subs);
        const strangers = pairs.filter(({ mediaKey }) => mediaKey !== null && !files.includes(mediaKey));
        expect(strangers).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  test('a caption with exactly a media file’s base name is that file’s, in no language', () => {
    fc.assert(
      fc.property(media, fc.nat(), (files, pick) => {
        const chosen = files[pick % Math.max(files.length, 1)];
        fc.pre(chosen !== undefined);
        const base = chosen.slice(0, -4);
        const [pair] = pairCaptions(named([`${base}.srt`]), named(files));
        expect(pair).toMatchObject({ language: 'und', flags: [] });
        expect(pair?.mediaKey?.slice(0, -4)).toBe(base);
      }),
      { numRuns: 1_000 },
    );
  });
});
