import { describe, expect, test } from 'vitest';
import { formatNames, playerCommandOf, playerFaultOf } from './player-model.ts';

describe('player', () => {
  test.each([
    ['k', { type: 'toggle' }],
    ['J', { type: 'skip', seconds: -10 }],
    ['l', { type: 'skip', seconds: 10 }],
    ['ArrowLeft', { type: 'skip', seconds: -5 }],
    ['m', { type: 'mute' }],
    ['f', { type: 'fullscreen' }],
    ['s', { type: 'captions' }],
    // Begins a chapter, wherever in the inspector one is.
    ['c', null],
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
    ['a codec nobody has', { code: 4, isReachable: true, isLocal: true }, { kind: 'codec', format: 'MP4 · H.265' }],
    ['bytes that make no sense', { code: 3, isReachable: true, isLocal: true }, { kind: 'damaged', atMs: 61_000 }],
  ])('%s', (_name, failure, fault) => {
    expect(playerFaultOf({ atMs: 61_000, format: 'MP4 · H.265', ...failure })).toEqual(fault);
  });

  test('formats by the names people use', () => {
    expect(formatNames(['mp4', 'avc', 'pcm-s16'])).toBe('MP4 · H.264 · PCM-S16');
    expect(formatNames(['webm', 'vp9', null])).toBe('WebM · VP9');
    expect(formatNames([null, undefined])).toBeNull();
  });
});
