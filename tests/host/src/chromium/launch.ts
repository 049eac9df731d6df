import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { CdpConnection } from '../cdp/connection.ts';
import type { CdpSession } from '../cdp/session.ts';
import { findChromium, type FoundChromium } from './find.ts';
import { browserFlags, type BrowserOptions } from './flags.ts';
import { end, markOf } from './process-mark.ts';
import { claimProfile, noteOwners } from './profile.ts';

/** A running browser. */
export interface Chromium {
  connection: CdpConnection;
  root: CdpSession;
  /** E.g. `156.0.8078.79`. */
  version: string;
  headless: boolean;
  /** The exit code, or null after a signal. */
  exited: Promise<number | null>;
  /** Opens a window without tabs or address bar, which only `--app=` makes: a second, short-lived process hands it over. */
  openAppWindow(url: string): void;
  /** Ends it in good order, so that the profile is written; after three seconds by force. */
  close(): Promise<void>;
  /** Last resort, for the synchronous 'exit' event of the process. */
  kill(): void;
}

const CLOSE_PATIENCE_MS = 3000;
const REMEMBERED_LINES = 20;

/** Passes on what a driver must read (`DevTools listening on …`) and keeps the last lines for a start that fails. */
function watchOutput(stderr: Readable): string[] {
  const verbose = process.env['CHROMIUM_HOST_VERBOSE'] === '1';
  const last: string[] = [];
  createInterface({ input: stderr }).on('line', (line) => {
    last.push(line);
    if (last.length > REMEMBERED_LINES) last.shift();
    if (verbose || line.startsWith('DevTools listening on')) process.stderr.write(`${line}\n`);
  });
  return last;
}

/** How the browser and its helper are started: with what this browser alone needs in its environment. */
const environmentOf = ({ env }: FoundChromium) => ({ env: { ...process.env, ...env } });

function start(found: FoundChromium, options: BrowserOptions): ChildProcess {
  const port = options.debuggingPort === undefined ? [] : [`--remote-debugging-port=${options.debuggingPort}`];
  const args = [...browserFlags(found, options), '--remote-debugging-pipe', ...port, '--no-startup-window'];
  return spawn(found.path, args, { ...environmentOf(found), stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] });
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => resolve(code));
    child.once('error', reject);
  });
}

/** The version of the browser, once it answers. Rejects with its own last words when it does not come to that. */
async function versionOf(root: CdpSession, exited: Promise<number | null>, words: () => string): Promise<string> {
  const failed = exited.then((code): never => {
    throw new Error(`chromium-host: Chromium ended at start (exit code ${code}): ${words()}`);
  });
  const { product } = await Promise.race([root.send('Browser.getVersion'), root.gone.then(() => failed), failed]);
  return product.split('/')[1] ?? '';
}

/** The process of the browser itself: what was started may be a script around it. */
async function browserPid(root: CdpSession): Promise<number> {
  const { processInfo } = await root.send('SystemInfo.getProcessInfo');
  const browser = processInfo.find(({ type }) => type === 'browser');
  if (!browser) throw new Error('chromium-host: Chromium does not tell which process it is');
  return browser.id;
}

/** Starts a browser on the profile and waits until it answers. Rejects with its own last words when it does not. */
export async function launchChromium(options: BrowserOptions): Promise<Chromium> {
  const found = await findChromium(options.headless);
  await claimProfile(options.profile);
  const child = start(found, options);
  const exited = exitOf(child);
  exited.catch(() => {}); // reported by versionOf
  const [, , stderr, toBrowser, fromBrowser] = child.stdio as [null, null, Readable, Writable, Readable];
  const lines = watchOutput(stderr);
  const connection = new CdpConnection(toBrowser, fromBrowser);
  const { root } = connection;
  const version = await versionOf(root, exited, () => [found.path, ...lines].join('\n'));
  const browser = markOf(await browserPid(root));
  noteOwners(options.profile, browser);
  const kill = () => end(browser);
  return {
    connection,
    root,
    version,
    headless: options.headless,
    exited,
    openAppWindow(url) {
      const args = [...browserFlags(found, options), `--app=${url}`];
      spawn(found.path, args, { ...environmentOf(found), stdio: 'ignore' }).unref();
    },
    close: () => close(root, exited, kill),
    kill,
  };
}

async function close(root: CdpSession, exited: Promise<number | null>, kill: () => void): Promise<void> {
  const timer = setTimeout(kill, CLOSE_PATIENCE_MS);
  root.post('Browser.close');
  await exited;
  clearTimeout(timer);
}
