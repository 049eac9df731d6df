import { parseArgs } from 'node:util';
import { startB2Sandbox } from './sandbox.ts';

/**
 * The sandbox as a process of its own, one thread receiving and one storing:
 * `node serve.ts --dir FOLDER [--port N] [--options JSON]`. Prints one JSON line (url, controlUrl, accountId, keys,
 * bucket, prefix) when it is ready, and ends with its standard input, so that it never outlives the process that
 * started it.
 */
const { values } = parseArgs({
  options: { dir: { type: 'string' }, port: { type: 'string' }, options: { type: 'string' } },
});
if (values.dir === undefined) throw new Error('--dir is required');

const sandbox = await startB2Sandbox({
  control: true,
  sinkThreads: 1,
  ...(JSON.parse(values.options ?? '{}') as object),
  dir: values.dir,
  port: Number(values.port ?? 0),
});
const { url, controlUrl, accountId, keys, bucket, prefix } = sandbox;
process.stdout.write(`${JSON.stringify({ url, controlUrl, accountId, keys, bucket, prefix })}\n`);
process.stdin.resume();
process.stdin.on('end', () => void sandbox.stop().then(() => process.exit(0)));
