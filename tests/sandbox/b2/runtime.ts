import type { FaultRules } from './faults/rules.ts';
import type { Link } from './faults/link.ts';
import type { Stalls } from './faults/stalls.ts';
import type { Network } from './http/network.ts';
import type { RequestLog } from './log.ts';
import type { TransactionCounter } from './rules/caps.ts';
import type { Service } from './service.ts';

/** Everything that handling a request needs. */
export interface Runtime {
  service: Service;
  rules: FaultRules;
  link: Link;
  stalls: Stalls;
  network: Network;
  log: RequestLog;
  transactions: TransactionCounter;
  /** Takes an error that no rule of the service explains: a bug of the sandbox. */
  report: (error: unknown) => void;
}
