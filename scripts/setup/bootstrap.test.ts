import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { temporaryFolder } from '../../tests/helpers/temporary.ts';

const SCRIPTS = join(import.meta.dirname, '..');

/**
 * Stands for npm-cli.js: counts its installations in `npm.log`, and does in each what the line of that number in
 * `npm.plan` says.
 */
const FAKE_NPM = `
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
if (process.argv[2] === '--version') process.exit(0);
const turn = readFileSync('npm.log', 'utf8').split('\\n').length - 1;
appendFileSync('npm.log', process.argv[2] + ' ' + process.pid + '\\n');
rmSync('node_modules', { recursive: true, force: true });
const what = readFileSync('npm.plan', 'utf8').split(' ')[turn];
if (what === 'fail') process.exit(1);
const put = (name) => {
  mkdirSync('node_modules/' + name, { recursive: true });
  writeFileSync('node_modules/' + name + '/package.json', '{"version":"1.0.0"}');
};
put('tool');
if (what === 'hang') await new Promise((resolve) => setTimeout(resolve, 2000));
if (what !== 'leave-out') put('native');
`;

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A project of two packages, one native to this machine, with our set-up and an npm that does as planned. */
function project(...plan: string[]) {
  const root = temporaryFolder();
  cpSync(join(SCRIPTS, 'bootstrap.mjs'), join(root, 'scripts/bootstrap.mjs'));
  cpSync(join(SCRIPTS, 'run.mjs'), join(root, 'scripts/run.mjs'));
  cpSync(join(SCRIPTS, 'setup'), join(root, 'scripts/setup'), { recursive: true });
  const packages = {
    'node_modules/tool': { version: '1.0.0' },
    'node_modules/native': { version: '1.0.0', optional: true, os: [process.platform], cpu: [process.arch] },
  };
  mkdirSync(join(root, 'npm'));
  const files = {
    'package.json': '{"type":"module"}',
    'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages }),
    'npm/npm-cli.js': FAKE_NPM,
    'npm.log': '',
    'npm.plan': plan.join(' '),
    'hello.mjs': 'console.log("hello", process.argv[2]); process.exitCode = 7;',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);

  function start() {
    const child = spawn(process.execPath, [join(root, 'scripts/run.mjs'), 'hello.mjs', 'you'], {
      env: { ...process.env, npm_execpath: join(root, 'npm/npm-cli.js') },
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    const ended = once(child, 'close').then(([code]): Run => ({ code: code as number | null, out, err }));
    return { child, ended };
  }
  const installs = () => readFileSync(join(root, 'npm.log'), 'utf8').split('\n').length - 1;
  return { root, start, run: () => start().ended, installs };
}

const GOOD = { code: 7, out: 'hello you\n' };

test('a script runs after the set-up, with its arguments and exit code; the set-up is done once', async () => {
  const { run, installs } = project('good');
  expect(await run()).toMatchObject(GOOD);
  expect(await run()).toEqual({ ...GOOD, err: '' });
  expect(installs()).toBe(1);
});

test('an installation that failed, or left a native part out, is no installation: it is made again', async () => {
  const { run, installs } = project('fail', 'leave-out', 'good');
  const failed = await run();
  expect(failed).toMatchObject({ code: 1, out: '' });
  expect(failed.err).toContain('npm ci failed');
  const partial = await run();
  expect(partial).toMatchObject({ code: 1, out: '' });
  expect(partial.err).toContain('npm left out native');
  expect(await run()).toMatchObject(GOOD);
  expect(installs()).toBe(3);
});

test('what a killed set-up left running is waited for, then all is installed again', async () => {
  const { root, start, run, installs } = project('hang', 'good');
  const { child, ended } = start();
  await vi.waitFor(() => expect(existsSync(join(root, 'node_modules/tool/package.json'))).toBe(true), 5_000);
  child.kill('SIGKILL');
  // Its npm lives on and keeps the output open, so only the process is waited for.
  const next = await run();
  await ended;
  expect(next).toMatchObject(GOOD);
  expect(next.err).toContain('waiting for it');
  expect(installs()).toBe(2);
});

test('two commands at once install once', async () => {
  const { run, installs } = project('hang');
  expect(await Promise.all([run(), run()])).toMatchObject([GOOD, GOOD]);
  expect(installs()).toBe(1);
});

test('another lock is another installation', async () => {
  const { root, run, installs } = project('good', 'good');
  await run();
  const file = join(root, 'package-lock.json');
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n`);
  expect(await run()).toMatchObject(GOOD);
  expect(installs()).toBe(2);
});
