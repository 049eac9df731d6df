// `npm start [-- --sandbox] [-- --policy FILE]`: sets everything up and opens the studio.
import { run } from './run.mjs';

process.exitCode = await run(['scripts/start.ts', ...process.argv.slice(2)]);
