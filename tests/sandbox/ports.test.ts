import { createServer } from 'node:http';
import { once } from 'node:events';
import { mkdtempSync, readdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startCloud } from './cloud.ts';
import { PortTaken, requireFreePorts } from './ports.ts';

test('a port that is taken is told in words, before anything is opened', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const { port } = holder.address() as AddressInfo;
  const folder = mkdtempSync(join(tmpdir(), 'lectern-ports-'));
  const ports = { b2: port, supabase: port, b2Control: port, supabaseControl: port };
  const refused = await startCloud({ folder, ports }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(PortTaken);
  expect(String(refused)).toContain(`Port ${port} on this computer is in use`);
  expect(readdirSync(folder)).toEqual([]);
  await new Promise((resolve) => holder.close(resolve));
  await requireFreePorts([port]);
});
