import { describe, expect, test } from 'vitest';
import {
  failActions,
  failCodes,
  nextAction,
  restartCause,
  uploadState,
  waitActions,
  waitCodes,
  type NextAction,
} from '../../../shared/domain/upload.ts';
import { createFormats } from '../../lib/format.ts';
import { createMessages } from '../../../shared/messages/words.ts';
import { hintWords, lookOf, retryWords, rowWords } from './state-words.ts';
import type { VideoState } from './state.ts';
import { sampleUpload } from './upload.fixture.ts';
import { uploadDetails } from './upload-details.ts';

const t = createMessages('en').t;
const formats = createFormats('en');
/** Words that a person reads, not a key, a code or a jest. */
const plain = /^(?!uploads\.)[^{}!]+$/;
/** What fits into a row's column. */
const ROW_CHARACTERS = 24;

describe('words of uploads', () => {
  test.each([...waitCodes, ...failCodes])('%s: what happened, why, and the way on', (code) => {
    const state = code in waitActions ? 'waiting' : 'failed';
    const upload = sampleUpload(1, { state, reason: { code, detail: 'EBUSY' } });
    const title = rowWords(t, formats, state, upload);
    const hint = hintWords(t, state, upload);
    expect(title).toMatch(plain);
    expect(title.length).toBeLessThanOrEqual(ROW_CHARACTERS);
    expect(hint).toMatch(plain);
    expect(hint).toMatch(/\.$/);
    expect(hint).not.toContain('EBUSY');
    expect(t(`uploads.action.${nextAction(code)}`)).toMatch(plain);
  });

  test('a cap is named where the storage says which, and its words fit into a row', () => {
    const words = ['storage', 'download', 'transaction', ''].map((kind) => {
      const detail = kind === '' ? 'cap_exceeded' : `${kind}_cap_exceeded`;
      const upload = sampleUpload(1, { state: 'waiting', reason: { code: 'cap-exceeded', detail } });
      return [rowWords(t, formats, 'waiting', upload), hintWords(t, 'waiting', upload)] as const;
    });
    expect(new Set(words.map(([title]) => title)).size).toBe(4);
    for (const [title, hint] of words) {
      expect(title.length).toBeLessThanOrEqual(ROW_CHARACTERS);
      expect(hint).toMatch(/Caps & Alerts/);
    }
  });

  test.each([
    ['/media/ann/Film stick', 'Film stick'],
    ['/Volumes/Media', 'Media'],
    ['D:\\', 'D:'],
    ['\\\\server\\films\\', 'films'],
  ])('a drive that is away (%s) is named %s', (detail, name) => {
    const upload = sampleUpload(1, { state: 'waiting', reason: { code: 'drive-missing', detail } });
    expect(hintWords(t, 'waiting', upload)).toContain(name);
    expect(hintWords(t, 'waiting', upload)).not.toMatch(/[\\/]/);
  });

  test('every reason has words of its own', () => {
    const titles = [...waitCodes, ...failCodes].map((code) => t(`uploads.reason.${code}.title`));
    expect(new Set(titles).size).toBe(titles.length);
  });

  const actions = [...new Set<NextAction>([...Object.values(waitActions), ...Object.values(failActions)])];
  test.each(actions)('the way on %s has words', (action) => {
    expect(t(`uploads.action.${action}`)).toMatch(plain);
  });

  test.each(restartCause.options)('started again because of %s: said beside it', (restartedBecause) => {
    const words = hintWords(t, 'uploading', sampleUpload(1, { restartedBecause }));
    expect(words).toMatch(/Started again, because [^{}]+\.$/);
    expect(hintWords(t, 'ready', sampleUpload(1, { restartedBecause }))).not.toContain('Started again');
  });

  const states: readonly VideoState[] = [...uploadState.options, 'gone', 'altered', 'local', 'missing', 'none'];
  test.each(states)('%s has an icon, a word and a sentence', (state) => {
    expect(lookOf(state).icon).toBeDefined();
    expect(rowWords(t, formats, state, null)).toMatch(plain);
    expect(hintWords(t, state, null)).toMatch(/\.$/);
  });

  test('progress in numbers', () => {
    const upload = sampleUpload(1, { bytesDone: 744_000_000, bytesTotal: 1_200_000_000 });
    expect(rowWords(t, formats, 'uploading', upload)).toBe('62% · 1.2 GB');
    expect(rowWords(t, formats, 'paused', upload)).toBe('Paused at 62%');
    expect(rowWords(t, formats, 'paused', sampleUpload(1, { bytesDone: 0 }))).toBe('Paused');
  });

  test('the next try: in seconds while that is soon, else by the clock', () => {
    const nowMs = Date.UTC(2026, 0, 5, 12);
    expect(retryWords(t, formats, nowMs + 30_000, nowMs)).toBe('Next try in 30 sec');
    expect(retryWords(t, formats, nowMs - 5_000, nowMs)).toBe('Next try in 1 sec');
    expect(retryWords(t, formats, nowMs + 600_000, nowMs)).toMatch(/^Next try at \d/);
    expect(retryWords(t, formats, null, nowMs)).toBe('');
  });

  test('details for support: codes and numbers, nothing that is not there', () => {
    const upload = sampleUpload(7, { state: 'waiting', reason: { code: 'file-locked', detail: 'EBUSY' } });
    const text = uploadDetails(upload, '7.mp4');
    expect(text).toContain('reason: file-locked (EBUSY)');
    expect(text).toContain('bytes: 40 of 100');
    expect(text).not.toMatch(/null|restartedBecause/);
  });
});
