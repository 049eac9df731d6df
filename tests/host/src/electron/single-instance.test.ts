import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SingleInstance } from './single-instance.ts';

const MESSAGE = { argv: [], cwd: '/', data: null };
let userData: string;
let lock: string;
beforeEach(() => {
  userData = mkdtempSync(join(tmpdir(), 'host-test-'));
  lock = join(userData, 'chromium-host.lock');
});
afterEach(() => rmSync(userData, { recursive: true, force: true }));

test('a lock that is there and cannot be read is an error, not a lock given back', () => {
  mkdirSync(lock); // root, too, cannot read this one
  expect(() => new SingleInstance(() => {}).acquire(userData, MESSAGE)).toThrow(`cannot be read: ${lock}`);
});

test('a lock that is there and cannot be found ends in an error as well', () => {
  symlinkSync(join(userData, 'nowhere'), lock);
  expect(() => new SingleInstance(() => {}).acquire(userData, MESSAGE)).toThrow(`neither taken nor found: ${lock}`);
});

test('an empty lock is nobody’s', () => {
  writeFileSync(lock, '');
  const instance = new SingleInstance(() => {});
  expect(instance.acquire(userData, MESSAGE)).toBe(true);
  instance.release();
});
