import { expect } from 'vitest';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';
import { serverDump, type Device } from './sync-rig.ts';

/** Everybody has what the server has. */
export async function expectSame(sandbox: SupabaseSandbox, devices: readonly Device[]): Promise<void> {
  const server = await serverDump(sandbox, devices[0]?.state.get('workspace_id') ?? '');
  for (const device of devices) expect(device.dump()).toEqual(server);
}
