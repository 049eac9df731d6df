import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type B2Sandbox, startB2Sandbox } from './b2/sandbox.ts';
import type { Limits } from './b2/options.ts';
import { requireFreePorts } from './ports.ts';
import { startSupabaseSandbox, type SandboxOptions, type SupabaseSandbox } from './supabase/supabase-sandbox.ts';

const MIGRATIONS = join(import.meta.dirname, '../../supabase/migrations');

export interface CloudPorts {
  readonly b2: number;
  readonly supabase: number;
  readonly b2Control: number;
  readonly supabaseControl: number;
}
export interface CloudOptions {
  /** Everything the cloud keeps. A second start on it finds it again when `isLasting`. */
  readonly folder: string;
  /** Keep accounts and rows between runs; PGlite only. */
  readonly isLasting?: boolean;
  /** Of Supabase: `auto`, the default, is for tests, which want the fastest; a person's runs are the same everywhere. */
  readonly database?: SandboxOptions['driver'];
  /** Fixed ports, so that a policy written earlier stays true, and doors through which faults come from outside. */
  readonly ports?: CloudPorts;
  readonly limits?: Partial<Limits>;
  readonly supabase?: Partial<Pick<SandboxOptions, 'jwtExpirySeconds' | 'cluster'>>;
}
export interface SandboxCloud {
  readonly b2: B2Sandbox;
  readonly supabase: SupabaseSandbox;
  /** Connects the studio to both: `npm start -- --policy FILE`. */
  readonly policyFile: string;
  stop(): Promise<void>;
}

/** What IT would put on a computer that uses this cloud. */
const policyFor = (b2: B2Sandbox, supabase: SupabaseSandbox): object => ({
  supabase: { url: supabase.url, publishableKey: supabase.publishableKey },
  storage: { ...b2.keys.restricted, bucket: b2.bucket.bucketName, prefix: b2.prefix, endpoint: b2.url },
});

/**
 * Backblaze B2 and Supabase on this computer, on loopback ports, with two instructors and a restricted key. Throws
 * `PortTaken`, with nothing opened, when a fixed port is not free.
 */
export async function startCloud(options: CloudOptions): Promise<SandboxCloud> {
  const { folder, ports, limits = {}, isLasting = false } = options;
  await requireFreePorts(ports ? Object.values(ports) : []);
  mkdirSync(folder, { recursive: true });
  const b2 = await startB2Sandbox({
    dir: join(folder, 'b2'),
    limits,
    seed: { bucket: 'lectern-sandbox', prefix: 'courses/' },
    ...(ports ? { port: ports.b2, control: { port: ports.b2Control } } : {}),
  });
  const supabase = await startSupabaseSandbox({
    driver: options.database ?? 'auto',
    ...(isLasting ? { dataDir: join(folder, 'supabase') } : {}),
    migrationsDir: MIGRATIONS,
    seed: true,
    ...(ports ? { port: ports.supabase, controlPort: ports.supabaseControl } : {}),
    ...options.supabase,
  });
  const policyFile = join(folder, 'policy.json');
  writeFileSync(policyFile, `${JSON.stringify(policyFor(b2, supabase), null, 2)}\n`, { mode: 0o600 });
  return {
    b2,
    supabase,
    policyFile,
    async stop() {
      await supabase.stop();
      await b2.stop();
    },
  };
}
