import type { AwayOptions } from '../http/network.ts';
import type { Runtime } from '../runtime.ts';
import type { FaultName, FaultRule, LinkSettings } from './model.ts';
import type { RuleStatus } from './rules.ts';

/** The switchboard of everything that may go wrong. */
export interface FaultControl {
  /** Adds a rule; answers its id. Rules are tried in order, the first that hits wins. */
  add: (rule: FaultRule) => string;
  /** A named fault for the next matching call only. */
  once: (fault: FaultName, match?: Omit<FaultRule, 'fault' | 'times'>) => string;
  remove: (id: string) => void;
  /** Removes all rules, frees the link, lets everything that hangs go on. Does not bring the network back. */
  clear: () => void;
  status: () => RuleStatus[];
  /** Lets everything that hangs go on. */
  release: () => void;
  /** How many exchanges hang. */
  stalled: () => number;
  /** How slow the line is; `{}` for as fast as it can. */
  setLink: (settings: LinkSettings) => void;
  /** Takes the whole network away; `back` or `forMs` brings it back. */
  away: (options: AwayOptions) => Promise<void>;
  back: () => Promise<void>;
}

export function createFaultControl({ rules, link, stalls, network }: Runtime): FaultControl {
  return {
    add: rules.add,
    once: (fault, match = {}) => rules.add({ ...match, fault, times: 1 }),
    remove: rules.remove,
    clear: () => {
      rules.clear();
      link.set({});
      stalls.release();
    },
    status: rules.status,
    release: stalls.release,
    stalled: stalls.count,
    setLink: link.set,
    away: network.away,
    back: network.back,
  };
}
