import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AppInfo } from './app-info.ts';

/** The version of the app's own `electron` package; what runs here stands in for it. */
function electronVersion(directory: string): string {
  try {
    const manifest = createRequire(join(directory, '/'))('electron/package.json') as { version: string };
    return manifest.version;
  } catch {
    return '0.0.0'; // the app does not have the package, e.g. a fixture
  }
}

/** Adds to `process` what Electron adds. Answers a function that sets the version of the browser once it is known. */
export function dressProcess(info: AppInfo): (chromeVersion: string) => void {
  const versions = { ...process.versions, electron: electronVersion(info.directory), chrome: '' };
  Object.defineProperty(process, 'versions', { value: versions, enumerable: true });
  Object.assign(process, { type: 'browser', defaultApp: true, resourcesPath: join(info.directory, 'resources') });
  return (chromeVersion) => {
    versions.chrome = chromeVersion;
  };
}
