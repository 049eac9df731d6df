import { expect, test } from 'vitest';
import { createPlayerHandle } from './player-handle.ts';

test('a moment that is asked for before there is a video is shown by the next, once', () => {
  const player = createPlayerHandle();
  const open = () => Object.assign(new EventTarget(), { currentTime: 0 }) as HTMLVideoElement;
  player.seek(1_000);
  player.seek(2_000);
  expect(player.atMs()).toBe(0);
  const first = open();
  const letGo = player.attach(first);
  expect([first.currentTime, player.atMs()]).toEqual([2, 2_000]);
  letGo();
  const second = open();
  player.attach(second);
  expect(second.currentTime).toBe(0);
  player.seek(3_000);
  expect(second.currentTime).toBe(3);
});
