import { parseArgs } from 'node:util';
import { createLiveDevice } from '../integration/sync-live.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';

/** A computer that listens, or has been told that it cannot, then stops: what is left of it keeps the process alive. */
const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    key: { type: 'string' },
    email: { type: 'string' },
    password: { type: 'string' },
  },
});
const { url = '', key = '', email = '', password = '' } = values;
const device = createLiveDevice({ url, publishableKey: key } as SupabaseSandbox);
await device.begin({ email, password });
while (device.hintLog().length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
await device.close();
process.stdout.write(`${device.lastHintState()} ${Date.now()}`);
process.once('exit', () => process.stdout.write(` ${Date.now()}`));
