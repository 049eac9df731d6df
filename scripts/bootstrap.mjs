// Set-up for a fresh machine, in plain JavaScript for any Node >= 18: packages, then the pinned Node.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const stamp = path.join(root, 'node_modules', '.lectern-installed');
const MINIMUM_MAJOR = 24;

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');

/** True when node_modules is what package-lock.json asks for. */
function isInstalled() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash();
}

function install() {
  console.error('Installing packages (once, about a minute) …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) {
    console.error(
      'npm ci failed. Lectern needs the npm registry once; check the network or `npm config get registry`, then run the command again.',
    );
    process.exit(1);
  }
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, lockHash());
}

/** The Node that Electron embeds, from the npm package that carries its binary; else a new enough system Node. */
function pinnedNode() {
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  for (const name of [
    `node-${process.platform}-${process.arch}`,
    `node-bin-${process.platform}-${process.arch}`,
    `node-win-${process.arch}`,
  ]) {
    const candidate = path.join(root, 'node_modules', name, 'bin', file);
    if (existsSync(candidate)) return candidate;
  }
  if (Number(process.versions.node.split('.')[0]) >= MINIMUM_MAJOR) return process.execPath;
  console.error(
    `Lectern's tools need Node ${MINIMUM_MAJOR}; this is ${process.version} and no binary package exists for ${process.platform}-${process.arch}.`,
  );
  process.exit(1);
}

/** Installs what is missing and answers the path of the Node to go on with. */
export async function bootstrap() {
  process.chdir(root);
  if (!isInstalled()) install();
  return pinnedNode();
}
