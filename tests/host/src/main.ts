// Stands in for the Electron executable: `electron [switches] <app directory or main file> [arguments]`.
import inspector from 'node:inspector';
import { pathToFileURL } from 'node:url';
import { findApp } from './app/app-info.ts';
import { dressProcess } from './app/dress-process.ts';
import { installElectron } from './app/module-hooks.ts';
import { parseSwitches } from './app/switches.ts';
import { createElectron } from './electron-modules.ts';
import { Host } from './host.ts';

const STUCK_MS = 5000;

/** Electron becomes ready after the main module has run, so one that waits for it at its top level waits for ever. */
function watchForDeadlock(host: Host): NodeJS.Timeout {
  return setTimeout(() => {
    if (!host.app.isReadyWanted) return;
    console.error('chromium-host: the main module awaits app.whenReady() at its top level, where Electron hangs');
    process.exit(1);
  }, STUCK_MS);
}

async function run(): Promise<void> {
  const args = process.argv.slice(2);
  const isRoot = process.getuid?.() === 0;
  const switches = parseSwitches(args, { env: process.env, platform: process.platform, isRoot });
  const info = findApp(switches.entry);
  const setChromeVersion = dressProcess(info);
  process.argv = [process.execPath, ...args];
  if (switches.inspectPort !== undefined) inspector.open(switches.inspectPort); // prints "Debugger listening on ws://…"
  const host = new Host(switches, info, args);
  installElectron(createElectron(host));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => host.app.quit());

  const deadlock = watchForDeadlock(host);
  await import(pathToFileURL(info.main).href);
  clearTimeout(deadlock);
  if (host.quitting.state === 'exiting') return; // e.g. a second instance
  setChromeVersion(await host.start());
  host.app.becomeReady();
}

await run();
