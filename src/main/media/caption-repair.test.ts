import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { convertCaption } from './caption-convert.ts';
import { repairCaption } from './caption-repair.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const srt = (text: string) => repairCaption(bytes(text), 'srt');
const vtt = (text: string) => repairCaption(bytes(text), 'vtt');
const sheet = (...cues: string[]): string => `${['WEBVTT', ...cues].join('\n\n')}\n`;

describe('each fault is mended by its rule', () => {
  const one = '00:00:01.000 --> 00:00:02.000';
  test.each([
    ['an arrow that is none', '1\n00:00:01,000 -> 00:00:02,000\nA\n', 'BAD_TIMESTAMP', sheet(`${one}\nA`)],
    ['colons before the ms', '1\n00:00:01:000 --> 00:00:02:000\nA\n', 'BAD_TIMESTAMP', sheet(`${one}\nA`)],
    ['short times', '1\n0:01 --> 0:02\nA\n', 'BAD_TIMESTAMP', sheet(`${one}\nA`)],
    [
      'an end that cannot be read',
      '1\n00:00:01,000 --> ?\nA\n',
      'BAD_TIMESTAMP',
      sheet('00:00:01.000 --> 00:00:03.000\nA'),
    ],
    ['reversed times', '1\n00:00:02,000 --> 00:00:01,000\nA\n', 'END_BEFORE_START', sheet(`${one}\nA`)],
    [
      'an overlap',
      '1\n00:00:01,000 --> 00:00:04,000\nA\n\n2\n00:00:02,000 --> 00:00:03,000\nB\n',
      'OVERLAP',
      sheet(`${one}\nA`, '00:00:02.000 --> 00:00:03.000\nB'),
    ],
    [
      'an empty line that is missing',
      '1\n00:00:01,000 --> 00:00:02,000\nA\n2\n00:00:02,000 --> 00:00:03,000\nB\n',
      'MISSING_BLANK_LINE',
      sheet(`${one}\nA`, '00:00:02.000 --> 00:00:03.000\nB'),
    ],
    ['an empty line within', '1\n00:00:01,000 --> 00:00:02,000\nA\n\nB\n', 'TEXT_OUTSIDE_CUE', sheet(`${one}\nA\nB`)],
    [
      'words before all',
      'By me\n\n00:00:01,000 --> 00:00:02,000\nA\n',
      'TEXT_OUTSIDE_CUE',
      sheet('NOTE By me', `${one}\nA`),
    ],
    ['an open tag', '1\n00:00:01,000 --> 00:00:02,000\n<i>A\n', 'BAD_TAG', sheet(`${one}\n<i>A</i>`)],
    [
      'a cue that is late',
      '1\n00:00:02,000 --> 00:00:03,000\nB\n\n2\n00:00:01,000 --> 00:00:02,000\nA\n',
      'OUT_OF_ORDER',
      sheet(`${one}\nA`, '00:00:02.000 --> 00:00:03.000\nB'),
    ],
  ])('%s', async (_name, text, code, expected) => {
    const repaired = await srt(text);
    expect(repaired.repairs.map((repair) => repair.code)).toEqual([code]);
    expect(repaired.repairs.every(({ after }) => after !== null)).toBe(true);
    expect(repaired.vtt).toBe(expected);
  });

  test('a missing number is none: WebVTT has no numbers', async () => {
    expect(await srt('00:00:01,000 --> 00:00:02,000\nA\n')).toEqual({ vtt: sheet(`${one}\nA`), cues: 1, repairs: [] });
  });

  test('Windows-1252', async () => {
    const latin = await repairCaption(Buffer.from('1\n00:00:01,000 --> 00:00:02,000\nfür\n', 'latin1'), 'srt');
    expect(latin).toMatchObject({ vtt: sheet(`${one}\nfür`), repairs: [{ code: 'NOT_UTF8', line: 0 }] });
  });
});

describe('WebVTT', () => {
  test('header, settings, tags; what is good stays, notes and names too', async () => {
    const text = 'NOTE by hand\n\nintro\n00:01.000 --> 00:02.000 align:middle line:0\n<v Ann>A <font>b</b>\n';
    const { vtt: out, repairs } = await vtt(text);
    expect(out).toBe(sheet('NOTE by hand', 'intro\n00:00:01.000 --> 00:00:02.000 line:0\n<v Ann>A b'));
    expect(repairs).toEqual([
      { code: 'MISSING_HEADER', line: 1, before: 'NOTE by hand', after: 'WEBVTT\n\nNOTE by hand' },
      {
        code: 'BAD_SETTING',
        line: 4,
        before: '00:00:01.000 --> 00:00:02.000 align:middle line:0',
        after: '00:00:01.000 --> 00:00:02.000 line:0',
      },
      { code: 'BAD_TAG', line: 4, before: '<v Ann>A <font>b</b>', after: '<v Ann>A b' },
    ]);
  });

  test('cues that overlap in places of their own are meant to', async () => {
    const text = sheet('00:00:01.000 --> 00:00:04.000 line:0\nA', '00:00:02.000 --> 00:00:03.000\nB');
    expect(await vtt(text)).toEqual({ vtt: text, cues: 2, repairs: [] });
  });
});

test('the faulty sample: every fault is told, what cannot be mended is a comment', async () => {
  const file = await readFile(new URL('../../../tests/fixtures/media/captions-faulty.srt', import.meta.url));
  const { vtt: out, repairs } = await repairCaption(file, 'srt');
  expect(repairs.map(({ code, line }) => `${line} ${code}`)).toEqual([
    '6 BAD_TIMESTAMP',
    '10 END_BEFORE_START',
    '14 EMPTY_CUE',
    '19 MISSING_BLANK_LINE',
  ]);
  expect((await convertCaption(bytes(out ?? ''), 'vtt')).faults).toEqual([]);
});

test('no cues, too large: nothing to mend', async () => {
  expect(await srt('words\n')).toMatchObject({
    vtt: null,
    repairs: [{ code: 'NO_CUES' }, { code: 'TEXT_OUTSIDE_CUE', after: null }],
  });
  const large = await repairCaption(new Uint8Array(9 * 1024 * 1024), 'srt');
  expect(large).toEqual({ vtt: null, cues: 0, repairs: [{ code: 'TOO_LARGE', line: 0, before: '', after: null }] });
});
