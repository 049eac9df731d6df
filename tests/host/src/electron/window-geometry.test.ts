import { expect, test } from 'vitest';
import { WindowGeometry, type InitialGeometry } from './window-geometry.ts';

const desk = { bounds: { x: 0, y: 0, width: 1000, height: 800 }, workArea: { x: 0, y: 20, width: 1000, height: 780 } };
const geometry = (initial: Partial<InitialGeometry> = {}) =>
  new WindowGeometry({ width: 400, height: 300, ...initial }, () => desk);

test('stands in the middle of the work area unless it is told where', () => {
  expect(geometry().bounds).toEqual({ x: 300, y: 260, width: 400, height: 300 });
  expect(geometry({ x: 1, y: 2 }).bounds).toEqual({ x: 1, y: 2, width: 400, height: 300 });
  expect(geometry({ x: 1 }).bounds).toMatchObject({ x: 1, y: 260 });
});

test('is never smaller than its least size', () => {
  const small = geometry({ minWidth: 500, minHeight: 100 });
  expect(small.bounds).toMatchObject({ width: 500, height: 300 });
  small.setBounds({ width: 10, height: 10 });
  expect(small.bounds).toMatchObject({ width: 500, height: 100 });
  small.setMinimumSize(600, 200);
  expect(small.bounds).toMatchObject({ width: 600, height: 200 });
});

test('maximized and full screen fill what there is, and leave the normal bounds alone', () => {
  const window = geometry();
  const normal = window.bounds;
  window.setState('maximized');
  expect([window.bounds, window.normalBounds]).toEqual([desk.workArea, normal]);
  window.setState('fullscreen');
  expect([window.bounds, window.normalBounds]).toEqual([desk.bounds, normal]);
  window.restore();
  expect(window.state).toBe('maximized');
  window.restore();
  expect([window.state, window.bounds]).toEqual(['normal', normal]);
});

test('a minimized window comes back as it was', () => {
  const window = geometry();
  window.setState('minimized');
  window.setBounds({ x: 7 });
  expect([window.state, window.bounds.x]).toEqual(['minimized', 7]);
  window.restore();
  expect(window.state).toBe('normal');
});

test('setting bounds ends being maximized, from where it was', () => {
  const window = geometry();
  window.setState('maximized');
  window.setBounds({ width: 500 });
  expect([window.state, window.bounds]).toEqual(['normal', { x: 0, y: 20, width: 500, height: 780 }]);
});
