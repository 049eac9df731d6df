import { join } from 'node:path';
import { startSandboxCloud } from './sandbox-cloud.ts';

const cloud = await startSandboxCloud(join(import.meta.dirname, '../.cache/sandbox'));
console.log(cloud.introduction);
console.log('Ctrl+C ends it.');
const ended = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
});
await ended;
await cloud.stop();
