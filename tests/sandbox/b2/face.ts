import type { SandboxClock } from './clock.ts';
import type { FaultControl } from './faults/control.ts';
import type { Inspection } from './inspection.ts';
import type { RequestLog } from './log.ts';
import type { Caps } from './options.ts';
import type { Seeded } from './seed.ts';

export type TokenGroup = 'account' | 'upload' | 'all';

/** Looking into a running sandbox and playing with it: what tests do in-process and the control port from outside. */
export interface SandboxFace extends Seeded, Inspection {
  /** `http://127.0.0.1:port`: what a client takes for `https://api.backblazeb2.com`. */
  url: string;
  accountId: string;
  faults: FaultControl;
  clock: SandboxClock;
  log: RequestLog;
  setCaps: (caps: Partial<Caps>) => void;
  /** Lets all tokens of a kind expire now. */
  expireTokens: (which: TokenGroup) => void;
  /** Errors of the sandbox itself, each answered with 500. Tests assert that there are none. */
  internalErrors: () => readonly unknown[];
}
