import { join } from 'node:path';
import { forgetBuild } from './build.ts';
import { findElectron } from './electron.ts';
import { foreground } from './foreground.ts';

const root = join(import.meta.dirname, '..');

/** `npm run dev [-- electron-vite's options]`: the studio on the dev server; a changed source shows at once. */
const { executable, why } = await findElectron();
console.log(executable ? 'Developing in Electron.' : `Developing on the Chromium host. ${why}.`);
forgetBuild(); // the dev server's main and preload go to out/, too
const tool = join(root, 'node_modules/electron-vite/bin/electron-vite.js');
process.exitCode = await foreground(process.execPath, [tool, 'dev', '--watch', ...process.argv.slice(2)], {
  ELECTRON_EXEC_PATH: executable ?? join(root, 'tests/host/electron'),
  ...(executable && process.getuid?.() === 0 ? { NO_SANDBOX: '1' } : {}),
});
