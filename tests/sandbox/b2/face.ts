import type { SandboxClock } from './clock.ts';
import type { FaultControl } from './faults/control.ts';
import type { Inspection } from './inspection.ts';
import type { RequestLog } from './log.ts';
import type { Caps } from './options.ts';
import type { Seeded } from './seed.ts';

export type TokenGroup = 'account' | 'upload' | 'all';

/** A running sandbox. */
export interface B2Sandbox extends Seeded, Inspection {
  /** `http://127.0.0.1:port`: what a client takes for `https://api.backblazeb2.com`. */
  url: string;
  port: number;
  /** Where control requests go, when they are served. */
  controlUrl: string | undefined;
  accountId: string;
  faults: FaultControl;
  clock: SandboxClock;
  log: RequestLog;
  setCaps: (caps: Partial<Caps>) => void;
  /** Lets all tokens of a kind expire now. */
  expireTokens: (which: TokenGroup) => void;
  /** Errors of the sandbox itself, each answered with 500. Tests assert that there are none. */
  internalErrors: () => readonly unknown[];
  /** Ends all connections and closes the store. */
  stop: () => Promise<void>;
}
