import type { TokenGroup } from '../face.ts';
import type { FaultRule, LinkSettings } from '../faults/model.ts';
import type { AwayOptions } from '../http/network.ts';
import type { StoredObject, UnfinishedFile } from '../inspection.ts';
import type { LogEntry } from '../log.ts';
import type { Caps } from '../options.ts';
import type { Seeded } from '../seed.ts';

interface SandboxState extends Seeded {
  url: string;
  accountId: string;
  nowMs: number;
  objects: StoredObject[];
  unfinished: UnfinishedFile[];
  storedBytes: number;
  bytesReceived: number;
  stalled: number;
  internalErrors: string[];
}

/** The sandbox's switches, from another process. */
export interface B2Control {
  state: () => Promise<SandboxState>;
  log: () => Promise<LogEntry[]>;
  /** SHA-1 of a stored object's bytes as they lie on the server's disk. */
  sha1OfObject: (fileId: string) => Promise<string>;
  addFault: (rule: FaultRule) => Promise<string>;
  removeFault: (id: string) => Promise<void>;
  clearFaults: () => Promise<void>;
  release: () => Promise<void>;
  setLink: (settings: LinkSettings) => Promise<void>;
  away: (options: AwayOptions) => Promise<void>;
  back: () => Promise<void>;
  moveClock: (move: { advanceMs?: number; setMs?: number; skewMs?: number }) => Promise<void>;
  setCaps: (caps: Partial<Caps>) => Promise<void>;
  expireTokens: (which: TokenGroup) => Promise<void>;
}

async function call(controlUrl: string, method: string, path: string, body?: object): Promise<unknown> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const answer = await fetch(`${controlUrl}/_sandbox/${path}`, init);
  const result: unknown = await answer.json();
  if (!answer.ok) throw new Error(`sandbox control ${path}: ${JSON.stringify(result)}`);
  return result;
}

/** Talks to the control port that `controlUrl` of a sandbox names. Rejects when the sandbox refuses the request. */
export function connectB2Control(controlUrl: string): B2Control {
  const post = async (path: string, body: object = {}): Promise<void> =>
    void (await call(controlUrl, 'POST', path, body));
  return {
    state: async () => (await call(controlUrl, 'GET', 'state')) as SandboxState,
    log: async () => (await call(controlUrl, 'GET', 'log')) as LogEntry[],
    sha1OfObject: async (fileId) => ((await call(controlUrl, 'POST', 'sha1', { fileId })) as { sha1: string }).sha1,
    addFault: async (rule) => ((await call(controlUrl, 'POST', 'faults', rule)) as { id: string }).id,
    removeFault: (id) => post('faults/remove', { id }),
    clearFaults: () => post('faults/clear'),
    release: () => post('release'),
    setLink: (settings) => post('link', settings),
    away: (options) => post('away', options),
    back: () => post('back'),
    moveClock: (move) => post('clock', move),
    setCaps: (caps) => post('caps', caps),
    expireTokens: (which) => post('tokens/expire', { which }),
  };
}
