// `npm test`: sets everything up, then checks, builds and runs every kind of test. Ends with `N passed, N failed`.
import { run } from './run.mjs';

process.exitCode = await run(['scripts/test.ts', ...process.argv.slice(2)]);
