import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { convertCaption } from './caption-convert.ts';

const media = new URL('../../../tests/fixtures/media/', import.meta.url);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const srt = (text: string) => convertCaption(bytes(text), 'srt');
const vtt = (text: string) => convertCaption(bytes(text), 'vtt');
const cue = (time: string, text: string): string => `${time}\n${text}\n`;

describe('SRT becomes WebVTT', () => {
  test('the sample: times, umlauts, italics', async () => {
    const converted = await convertCaption(await readFile(new URL('captions.de.srt', media)), 'srt');
    expect(converted).toEqual({
      cues: 2,
      faults: [],
      vtt:
        'WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nEine Zelle ist das Kleinste,\nwas für sich allein lebt.\n\n' +
        '00:00:01.600 --> 00:00:03.000\n<i>Alles andere besteht aus ihnen.</i>\n',
    });
  });

  test('the faulty sample: every fault with its line, and the cue behind the missing empty line is kept', async () => {
    const converted = await convertCaption(await readFile(new URL('captions-faulty.srt', media)), 'srt');
    expect(converted.faults).toEqual([
      { code: 'BAD_TIMESTAMP', line: 6 },
      { code: 'END_BEFORE_START', line: 10 },
      { code: 'EMPTY_CUE', line: 14 },
      { code: 'MISSING_BLANK_LINE', line: 19 },
    ]);
    expect(converted.cues).toBe(3);
    expect(converted.vtt).toContain('00:00:09.000 --> 00:00:10.000\nSo this would vanish');
  });

  test.each([
    ['{\\an8}Top & <B>bold</B> <font color="#fff">red</font>', ' line:0', 'Top &amp; <b>bold</b> red'],
    ['1 < 2 &amp; a --> b', '', '1 &lt; 2 &amp; a --&gt; b'],
    ['one<br/>two', '', 'one\ntwo'],
  ])('text %j', async (text, settings, expected) => {
    const { vtt: out } = await srt(cue('1\n01:02:03,4-->01:02:05,678 X1:40 Y1:50', text));
    expect(out).toBe(`WEBVTT\n\n${cue(`01:02:03.400 --> 01:02:05.678${settings}`, expected)}`);
  });

  test('lines of spaces, Mac line ends and cues without numbers', async () => {
    const { vtt: out, faults } = await srt('00:00:01,000 --> 00:00:02,000\rA\r   \r00:00:02.5 --> 00:00:03,000\rB');
    expect(out).toBe('WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nA\n\n00:00:02.500 --> 00:00:03.000\nB\n');
    expect(faults).toEqual([]);
  });

  test('text after an empty line inside a cue is named', async () => {
    const { faults } = await srt('1\n00:00:01,000 --> 00:00:02,000\nA\n\nlost\n');
    expect(faults).toEqual([{ code: 'TEXT_OUTSIDE_CUE', line: 5 }]);
  });

  test('Windows-1252 and UTF-16 are read; the first is named', async () => {
    const text = '1\n00:00:01,000 --> 00:00:02,000\nfür\n';
    const latin = await convertCaption(Buffer.from(text, 'latin1'), 'srt');
    expect(latin.vtt).toContain('für');
    expect(latin.faults).toEqual([{ code: 'NOT_UTF8', line: 0 }]);
    const utf16 = await convertCaption(Buffer.from(`\uFEFF${text}`, 'utf16le'), 'srt');
    expect(utf16.vtt).toContain('für');
    const swapped = Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
    expect((await convertCaption(swapped, 'srt')).vtt).toContain('für');
    const marked = await srt(`\uFEFF${text}`);
    expect(marked).toMatchObject({ cues: 1, faults: [] });
  });
});

describe('WebVTT stays', () => {
  test('the sample: notes, settings, voices; only line ends change', async () => {
    const text = await readFile(new URL('captions.en.vtt', media), 'utf8');
    const converted = await vtt(text.replaceAll('\n', '\r\n'));
    expect(converted).toMatchObject({ cues: 2, faults: [] });
    expect(converted.vtt?.trim()).toBe(text.trim());
  });

  test('a missing header is put back and named; later lines keep their numbers', async () => {
    const { vtt: out, faults } = await vtt('1\n00:01.000 --> 00:02.000\nA\n\n00:03.000 --> 00:02.000\nB\n');
    expect(out).toMatch(/^WEBVTT\n\n1\n00:01\.000/);
    expect(faults).toEqual([
      { code: 'MISSING_HEADER', line: 1 },
      { code: 'END_BEFORE_START', line: 5 },
    ]);
  });

  test('settings are checked', async () => {
    const { faults } = await vtt('WEBVTT\n\n00:01.000 --> 00:02.000 align:middle colour:red\nA\n');
    expect(faults).toEqual([
      { code: 'BAD_SETTING', line: 3 },
      { code: 'UNKNOWN_SETTING', line: 3 },
    ]);
  });
});

describe('what is no caption', () => {
  test.each(['', '\n\n', 'WEBVTT'])('%j has no cues', async (text) => {
    expect(await srt(text)).toMatchObject({ vtt: null, cues: 0 });
    expect((await vtt(text)).faults).toContainEqual({ code: 'NO_CUES', line: 0 });
  });

  test('a file too large to be one is not read', async () => {
    const converted = await convertCaption(new Uint8Array(9 * 1024 * 1024), 'srt');
    expect(converted).toEqual({ vtt: null, cues: 0, faults: [{ code: 'TOO_LARGE', line: 0 }] });
  });
});
