import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

/** Takes the port. That somebody has it already is as good here. */
async function take(port: number): Promise<() => void> {
  const server = createServer((socket) => socket.end());
  server.listen(port, '127.0.0.1');
  await once(server, 'listening').catch(() => undefined);
  return () => server.close();
}

test('npm run sandbox with a port taken ends with words, code 1 and no stack trace', { timeout: 60_000 }, async () => {
  const giveBack = await take(28_104);
  const child = spawn(process.execPath, [join(import.meta.dirname, 'sandbox.ts')], {
    env: { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
  });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  giveBack();
  expect([code, out]).toEqual([1, '']);
  expect(err).toMatch(/^Port 2810\d on this computer is in use/);
  expect(err).not.toMatch(/^ +at /m);
});
