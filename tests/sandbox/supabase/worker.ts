import { parentPort, workerData } from 'node:worker_threads';
import { openBackend, PUBLISHABLE_KEY, type BackendOptions } from './backend.ts';
import { createFaults, type Fault } from './faults.ts';
import { serveHttp } from './http-server.ts';
import { openRealtime } from './realtime.ts';

/** The sandbox's server runs beside the thread that uses it: PGlite computes for long stretches. */
export interface WorkerOptions extends BackendOptions {
  readonly port: number;
}
export type Command =
  | { readonly do: 'sql'; readonly text: string; readonly params: readonly unknown[] }
  | { readonly do: 'offline'; readonly on: boolean }
  | { readonly do: 'fault'; readonly fault: Fault }
  | { readonly do: 'stop' };
export type Reply = { readonly id: number } & ({ readonly ok: unknown } | { readonly error: string });

const options = workerData as WorkerOptions;
const faults = createFaults();
const backend = await openBackend(options);
const upgrades = options.hasRealtime ? await openRealtime({ ...backend, apiKey: PUBLISHABLE_KEY }, faults) : null;
const server = await serveHttp(options.port, { handle: backend.fetch, upgrades }, faults);

async function obey(command: Command): Promise<unknown> {
  if (command.do === 'sql') return backend.sql(command.text, command.params);
  if (command.do === 'offline') return server.setOffline(command.on);
  if (command.do === 'fault') return faults.inject(command.fault);
  await server.close();
  return backend.close();
}

parentPort?.on('message', ({ id, command }: { id: number; command: Command }) => {
  obey(command).then(
    (ok) => parentPort?.postMessage({ id, ok } satisfies Reply),
    (error: unknown) => parentPort?.postMessage({ id, error: String(error) } satisfies Reply),
  );
});
parentPort?.postMessage({ id: 0, ok: server.port } satisfies Reply);
