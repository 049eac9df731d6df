import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

/** The app that is run. */
export interface AppInfo {
  directory: string;
  main: string;
  name: string;
  version: string;
}

interface Manifest {
  main?: string;
  name?: string;
  productName?: string;
  version?: string;
}

function readManifest(directory: string): Manifest | null {
  try {
    return JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as Manifest;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** The nearest directory upwards with a package.json. */
function findManifest(from: string): { directory: string; manifest: Manifest } {
  for (let directory = from; ; directory = dirname(directory)) {
    const manifest = readManifest(directory);
    if (manifest) return { directory, manifest };
    if (dirname(directory) === directory) return { directory: from, manifest: {} };
  }
}

/** What the entry of the command line names: a directory with a package.json, or a main file. Throws when it is neither. */
export function findApp(entry: string): AppInfo {
  const path = resolve(entry);
  const isDirectory = statSync(path).isDirectory();
  const { directory, manifest } = findManifest(isDirectory ? path : dirname(path));
  const relative = `./${(manifest.main ?? 'index.js').replace(/^\.\//, '')}`;
  return {
    directory,
    main: isDirectory ? createRequire(join(directory, '/')).resolve(relative) : path,
    name: manifest.productName ?? manifest.name ?? 'Electron',
    version: manifest.version ?? '0.0.0',
  };
}
