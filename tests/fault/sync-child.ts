import { setImmediate as nextTurn } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { v7 as uuidv7 } from 'uuid';
import { createDevice, put } from '../integration/sync-rig.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';

/**
 * One computer in a process of its own, which dies by SIGKILL at the moment named: `answered` when the answer to its
 * push (number `push`) has arrived and nothing of it is written yet, `sent` when the request has left, `page` when the
 * third page of its pull has arrived (it is asked for once the first is written), `slice` between two slices of a page. It
 * makes ten courses one by one; or 2,500 in one step (`large`), one of which, in the second part of three, the server
 * refuses.
 */
const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    key: { type: 'string' },
    path: { type: 'string' },
    email: { type: 'string' },
    password: { type: 'string' },
    die: { type: 'string' },
    push: { type: 'string', default: '1' },
    large: { type: 'boolean', default: false },
  },
});
const { url = '', key = '', path = '', email = '', password = '', die } = values;

let pages = 0;
let pushes = 0;
const deadly: typeof globalThis.fetch = async (input, init) => {
  const isPush = String(input).endsWith('/sync_push') && ++pushes === Number(values.push);
  if (isPush && die === 'sent') {
    void globalThis.fetch(input, init).finally(() => process.kill(process.pid, 'SIGKILL'));
    return new Promise(() => undefined);
  }
  const response = await globalThis.fetch(input, init);
  if (isPush && die === 'answered') process.kill(process.pid, 'SIGKILL');
  if (String(input).endsWith('/sync_pull') && ++pages === 3 && die === 'page') process.kill(process.pid, 'SIGKILL');
  return response;
};

const sandbox = { url, publishableKey: key } as SupabaseSandbox;
const device = createDevice(sandbox, { path, fetch: deadly });
let slices = 0;
if (die === 'slice') {
  const breathe = async (): Promise<void> => {
    if (++slices === 15) process.kill(process.pid, 'SIGKILL'); // in the second page
    await nextTurn();
  };
  Object.assign(device.deps, { breathe });
}
await device.signIn({ email, password });
if (values.large) {
  const titles = Array.from({ length: 2_500 }, (_, index) => (index === 1_200 ? 'x'.repeat(501) : `Course ${index}`));
  device.mutate(...titles.map((title) => put('courses', uuidv7(), { title: { title } })));
} else for (let i = 0; i < 10; i++) device.newCourse(`From the process that dies ${i}`);
process.stdout.write(`${await device.sync()}\n`);
