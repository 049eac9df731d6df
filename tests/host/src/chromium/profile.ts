import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { end, isAlive, markOf, pidOf } from './process-mark.ts';

interface Owners {
  host: string;
  browser: string;
}

const OWNERS_FILE = 'chromium-host.json';
/** What a full Chromium leaves behind when it is killed; it would hand over to the dead one, or refuse to start. */
const CHROMIUM_LOCKS = ['SingletonLock', 'SingletonSocket', 'SingletonCookie'];
const POLL_MS = 20;
const PATIENCE_MS = 5000;

function readOwners(file: string): Owners | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owners;
  } catch {
    return null; // no earlier run, or one that was killed while it wrote this
  }
}

/** Its pipe is closed, so it is on its way out; it is ours, so one that does not go is ended. */
async function untilGone(browser: string): Promise<void> {
  const deadlineMs = performance.now() + PATIENCE_MS;
  while (isAlive(browser)) {
    if (performance.now() > deadlineMs) end(browser);
    await wait(POLL_MS);
  }
}

/**
 * Makes a profile directory usable: waits until the browser of a host that was killed has left it, and removes the locks
 * that it left. Rejects when another living host uses the profile.
 */
export async function claimProfile(profile: string): Promise<void> {
  mkdirSync(profile, { recursive: true });
  const owners = readOwners(join(profile, OWNERS_FILE));
  if (owners && owners.host !== markOf(process.pid) && isAlive(owners.host)) {
    throw new Error(`chromium-host: the profile ${profile} is in use by process ${pidOf(owners.host)}`);
  }
  if (owners) await untilGone(owners.browser);
  for (const name of CHROMIUM_LOCKS) rmSync(join(profile, name), { force: true });
}

/** Notes who uses the profile from now on. */
export function noteOwners(profile: string, browser: string): void {
  const owners: Owners = { host: markOf(process.pid), browser };
  writeFileSync(join(profile, OWNERS_FILE), JSON.stringify(owners));
}
