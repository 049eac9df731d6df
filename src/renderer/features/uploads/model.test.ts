import { describe, expect, test } from 'vitest';
import type { LessonMedia } from '../../../shared/domain/course.ts';
import { uploadState } from '../../../shared/domain/upload.ts';
import { chapterProgress } from './chapter-progress.ts';
import { commonReason, dockLineOf, pauseAllVerb } from './dock-line.ts';
import { fractionOf, isSettled, newerSnapshot } from './model.ts';
import { rowStateOf, takesVerb, verbsOf, videoStateOf } from './state.ts';
import { sparkline, withSample } from './throughput.ts';
import { sampleSummary, sampleUpload } from './upload.fixture.ts';

describe('which snapshot is shown', () => {
  const shown = sampleUpload(1, { bytesDone: 60 });

  test('bytes of one upload never go back, its state may', () => {
    const late = sampleUpload(1, { bytesDone: 50, state: 'paused' });
    expect(newerSnapshot(shown, late)).toMatchObject({ bytesDone: 60, state: 'paused' });
    expect(newerSnapshot(shown, sampleUpload(1, { bytesDone: 70 })).bytesDone).toBe(70);
  });

  test.each(['ready', 'cancelled'])('an upload that is %s stays so', (state) => {
    const ended = sampleUpload(1, { state, bytesDone: 100 });
    expect(newerSnapshot(ended, shown)).toBe(ended);
  });

  test('a failed one goes on when it is tried again', () => {
    const failed = sampleUpload(1, { state: 'failed' });
    expect(newerSnapshot(failed, sampleUpload(1, { state: 'queued' })).state).toBe('queued');
  });

  test('a newer upload of the version replaces an older one, not the other way round', () => {
    const newer = sampleUpload(2, { bytesDone: 0 });
    expect(newerSnapshot(shown, newer)).toBe(newer);
    expect(newerSnapshot(newer, shown)).toBe(newer);
    expect(newerSnapshot(null, shown)).toBe(shown);
  });

  test('fractions stay between 0 and 1', () => {
    expect(fractionOf({ bytesDone: 0, bytesTotal: 0 })).toBe(0);
    expect(fractionOf({ bytesDone: 120, bytesTotal: 100 })).toBe(1);
    expect([isSettled({ state: 'failed' }), isSettled({ state: 'waiting' })]).toEqual([true, false]);
  });
});

describe('how a video stands', () => {
  const media = (whereabouts: LessonMedia['whereabouts'], bytes = 100) => ({ whereabouts, bytes });

  test('stored is ready, whatever an old snapshot says', () => {
    expect(videoStateOf(media('stored'), { state: 'uploading' })).toBe('ready');
  });

  test('an upload under way says more than the place; a cancelled one says nothing', () => {
    expect(videoStateOf(media('local'), { state: 'waiting' })).toBe('waiting');
    expect(videoStateOf(media('missing'), { state: 'failed' })).toBe('failed');
    expect(videoStateOf(media('local'), { state: 'cancelled' })).toBe('local');
    expect([videoStateOf(media('missing'), null), videoStateOf(null, null)]).toEqual(['missing', 'none']);
  });

  test.each(['gone', 'altered'] as const)(
    '%s in storage is not ready, until another upload of it is under way',
    (kind) => {
      expect(videoStateOf(media(kind), { state: 'ready' })).toBe(kind);
      expect(videoStateOf(media(kind), null)).toBe(kind);
      expect(videoStateOf(media(kind), { state: 'queued' })).toBe('queued');
      const storedFault = { kind, canSendAgain: true };
      expect(rowStateOf({ storedFault }, { state: 'ready' })).toBe(kind);
      expect(rowStateOf({ storedFault }, { state: 'queued' })).toBe('queued');
      expect(rowStateOf({ storedFault: null }, { state: 'ready' })).toBe('ready');
    },
  );

  test.each(uploadState.options)('%s: what can be done fits', (state) => {
    const verbs = verbsOf({ state, reason: null });
    expect(verbs.includes('cancel')).toBe(!['ready', 'cancelled'].includes(state));
    expect(verbs.includes('retry')).toBe(state === 'failed');
    expect(verbs.includes('pause') && verbs.includes('resume')).toBe(false);
  });

  test('given to several, resume and try now are one verb; others are of those alone that have them', () => {
    const takers = (verb: 'resume' | 'tryNow' | 'pause') =>
      (['paused', 'waiting', 'failed', 'uploading'] as const).filter((state) =>
        takesVerb({ state, reason: null }, verb),
      );
    expect(takers('resume')).toEqual(['paused', 'waiting']);
    expect(takers('tryNow')).toEqual(['paused', 'waiting']);
    expect(takers('pause')).toEqual(['waiting', 'uploading']);
  });

  test.each([
    ['over-quota', false],
    ['not-configured', false],
    ['on-battery', false],
    ['cap-exceeded', true],
    ['file-missing', true],
  ])('waiting for %s: whether it can be tried now: %s', (code, canBeTried) => {
    const verbs = verbsOf(sampleUpload(1, { state: 'waiting', reason: { code, detail: null } }));
    expect(verbs).toEqual(canBeTried ? ['tryNow', 'pause', 'cancel'] : ['pause', 'cancel']);
  });

  test('only what failed over its contents can be sent as it is', () => {
    const verbs = (code: string) => verbsOf(sampleUpload(1, { state: 'failed', reason: { code, detail: null } }));
    expect(verbs('file-unfinished')).toEqual(['retry', 'sendAsIs', 'cancel']);
    expect([verbs('file-empty'), verbs('refused')]).toEqual([
      verbsOf({ state: 'failed', reason: null }),
      ['retry', 'cancel'],
    ]);
  });

  test('a chapter says the most pressing first', () => {
    const three = [media('local'), media('local'), media('stored')];
    const up = (state: string, bytesDone = 0) => sampleUpload(1, { state, bytesDone });
    const kind = (...uploads: Parameters<typeof chapterProgress>[1]) => chapterProgress(three, uploads);
    expect(kind(up('uploading', 50), up('failed'), null)).toEqual({
      kind: 'uploading',
      bytesDone: 150,
      bytesTotal: 300,
    });
    expect(kind(up('waiting'), up('failed'), null)).toEqual({ kind: 'failed', count: 1 });
    expect(kind(up('waiting'), up('paused'), null)).toEqual({ kind: 'waiting', count: 1 });
    expect(kind(up('queued'), up('queued'), null)).toEqual({ kind: 'partly', ready: 1, total: 3 });
    expect(kind(up('ready'), up('ready'), null)).toEqual({ kind: 'ready' });
    expect(chapterProgress([media('local')], [null])).toEqual({ kind: 'local' });
    expect(chapterProgress([media('missing'), media('local')], [null, null])).toEqual({ kind: 'missing', count: 1 });
    expect(chapterProgress([media('gone'), media('altered'), media('stored'), media('missing')], [])).toEqual({
      kind: 'damaged',
      count: 2,
    });
    expect(chapterProgress([], [])).toEqual({ kind: 'none' });
  });

  test('what is not to be uploaded is not in the bar of the chapter', () => {
    const progress = chapterProgress([media('local'), media('local')], [sampleUpload(1, { bytesDone: 50 }), null]);
    expect(progress).toEqual({ kind: 'uploading', bytesDone: 50, bytesTotal: 100 });
    const lost = chapterProgress([media('local'), media('gone')], [sampleUpload(1, { bytesDone: 50 }), null]);
    expect(lost).toEqual({ kind: 'uploading', bytesDone: 50, bytesTotal: 100 });
  });
});

describe('the line of the dock', () => {
  test.each([
    [
      { total: 240, ready: 2, active: 1, bytesPerSecond: 5 },
      { kind: 'uploading', number: 3, total: 240 },
    ],
    [
      { total: 240, active: 2 },
      { kind: 'preparing', number: 1, total: 240 },
    ],
    [
      { total: 11, ready: 4, active: 4, waiting: 1, paused: 1, failed: 1, bytesPerSecond: 5 },
      { kind: 'uploading', number: 5, total: 11 },
    ],
    [
      { total: 3, ready: 1, waiting: 2 },
      { kind: 'waiting', count: 2 },
    ],
    [
      { total: 3, paused: 2, queued: 1 },
      { kind: 'paused', count: 2 },
    ],
    [
      { total: 3, queued: 3 },
      { kind: 'queued', count: 3 },
    ],
    [
      { total: 3, ready: 1, failed: 2 },
      { kind: 'failed', count: 2 },
    ],
    [
      { total: 3, ready: 3 },
      { kind: 'done', count: 3 },
    ],
  ])('%j', (counts, line) => {
    expect(dockLineOf(sampleSummary(counts), 0)).toEqual(line);
  });

  test('what was found to be gone or altered in storage comes before what ended well, and after what failed', () => {
    expect(dockLineOf(sampleSummary({ total: 3, ready: 3 }), 1)).toEqual({ kind: 'damaged', count: 1 });
    expect(dockLineOf(sampleSummary({ total: 3, ready: 2, failed: 1 }), 1)).toEqual({ kind: 'failed', count: 1 });
  });

  test('pause all, resume all, or neither', () => {
    expect(pauseAllVerb(sampleSummary({ waiting: 1, paused: 1 }))).toBe('pauseAll');
    expect(pauseAllVerb(sampleSummary({ paused: 1 }))).toBe('resumeAll');
    expect(pauseAllVerb(sampleSummary({ failed: 1, ready: 1 }))).toBeNull();
  });

  test('one reason for all who wait is said for all; several are not', () => {
    const waiting = (code: string) => sampleUpload(1, { state: 'waiting', reason: { code, detail: null } });
    const failed = sampleUpload(2, { state: 'failed', reason: { code: 'refused', detail: null } });
    expect(commonReason([waiting('offline'), failed, waiting('offline'), sampleUpload(3)])?.code).toBe('offline');
    expect(commonReason([waiting('offline'), waiting('file-locked')])).toBeNull();
    expect(commonReason([failed])).toBeNull();
  });

  test('the history of speeds is scaled to its highest, and forgets its oldest', () => {
    expect(sparkline([0, 5, 10], { width: 20, height: 10 })).toBe('0,10 10,5 20,0');
    expect(sparkline([0, 0], { width: 20, height: 10 })).toBe('0,10 20,10');
    expect(sparkline([], { width: 20, height: 10 })).toBe('');
    expect(withSample([1, 2, 3], 4, 3)).toEqual([2, 3, 4]);
  });
});
