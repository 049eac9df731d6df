import { describe, expect, test } from 'vitest';
import { formatName, playerCommandOf, playerFaultOf } from './player-model.ts';

describe('player', () => {
  test.each([
    ['k', { type: 'toggle' }],
    ['J', { type: 'skip', seconds: -10 }],
    ['l', { type: 'skip', seconds: 10 }],
    ['ArrowLeft', { type: 'skip', seconds: -5 }],
    ['m', { type: 'mute' }],
    ['f', { type: 'fullscreen' }],
    ['c', { type: 'captions' }],
    ['x', null],
    // The browser's own: a second toggle would undo it.
    [' ', null],
  ])('%j', (key, command) => {
    expect(playerCommandOf(key)).toEqual(command);
  });

  test('from right to left, the left arrow goes on', () => {
    expect(playerCommandOf('ArrowLeft', true)).toEqual({ type: 'skip', seconds: 5 });
  });

  test.each([
    ['a file that is not where it was', { code: 4, isReachable: false, isLocal: true }, { kind: 'gone' }],
    ['a video in storage that cannot be fetched', { code: 4, isReachable: false, isLocal: false }, { kind: 'fetch' }],
    ['a connection that breaks', { code: 2, isReachable: true, isLocal: false }, { kind: 'fetch' }],
    ['a drive that goes', { code: 2, isReachable: true, isLocal: true }, { kind: 'gone' }],
    ['a codec nobody has', { code: 4, isReachable: true, isLocal: true }, { kind: 'codec', codec: 'hevc' }],
    ['bytes that make no sense', { code: 3, isReachable: true, isLocal: true }, { kind: 'damaged', atMs: 61_000 }],
  ])('%s', (_name, failure, fault) => {
    expect(playerFaultOf({ atMs: 61_000, codec: 'hevc', ...failure })).toEqual(fault);
  });

  test('formats by the names people use', () => {
    expect(['avc', 'hevc', 'vp9', 'aac', 'mp4', 'pcm-s16'].map(formatName)).toEqual([
      'H.264',
      'H.265',
      'VP9',
      'AAC',
      'MP4',
      'PCM-S16',
    ]);
  });
});
