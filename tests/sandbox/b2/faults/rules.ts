import { chance } from '../random.ts';
import type { OperationName } from '../operations/names.ts';
import { canMeet, requireMeetable } from './applies.ts';
import { type Fault, type FaultRule, faultRule, faultsOf } from './model.ts';

/** What a rule can know about a call. */
export interface FaultSubject {
  operation: OperationName;
  partNumber: number | undefined;
  fileName: string | undefined;
}

export interface RuleStatus {
  id: string;
  /** Calls that the rule looked at and that matched all but `calls`, `probability` and `times`. */
  matched: number;
  /** Calls that its fault changed; one that was chosen and came to nothing, as the call was refused before, is none. */
  hits: number;
}

/** The fault that a call is to meet. */
export interface FaultHit {
  fault: Fault;
  /** It takes effect: it counts from now on. */
  happens: () => void;
  /** The call is over. A fault that did not happen is free for another call. */
  over: () => void;
}

export interface FaultRules {
  /**
   * Adds a rule; rules are tried in the order they were added, the first that hits wins. Answers its id. Throws when it
   * names an operation that its fault cannot happen to.
   */
  add: (rule: FaultRule) => string;
  remove: (id: string) => void;
  clear: () => void;
  status: () => RuleStatus[];
  /** The fault for a call, if any. Counts the call. */
  decide: (subject: FaultSubject) => FaultHit | undefined;
}

interface LiveRule extends RuleStatus {
  /** Calls under way that are to meet its fault and have not yet. */
  pending: number;
  rule: ReturnType<typeof faultRule.parse>;
}

const meetable = ({ rule }: LiveRule, { operation }: FaultSubject): Fault[] =>
  faultsOf(rule).filter((fault) => canMeet(fault, operation));

function matches({ rule }: LiveRule, subject: FaultSubject): boolean {
  if (rule.operations !== undefined && !rule.operations.includes(subject.operation)) return false;
  if (rule.partNumbers !== undefined && !rule.partNumbers.includes(subject.partNumber ?? 0)) return false;
  return rule.fileNamePrefix === undefined || (subject.fileName ?? '').startsWith(rule.fileNamePrefix);
}

function hits(live: LiveRule, draw: () => number): boolean {
  const { calls, probability, times } = live.rule;
  if (times !== undefined && live.hits + live.pending >= times) return false;
  if (calls !== undefined && !calls.includes(live.matched)) return false;
  return probability === undefined || draw() < probability;
}

function hitOf(live: LiveRule, fault: Fault): FaultHit {
  let state: 'pending' | 'happened' | 'over' = 'pending';
  live.pending += 1;
  const settle = (outcome: 'happened' | 'over'): void => {
    if (state !== 'pending') return;
    state = outcome;
    live.pending -= 1;
    if (outcome === 'happened') live.hits += 1;
  };
  return { fault, happens: () => settle('happened'), over: () => settle('over') };
}

/**
 * Decides by rule. The draw depends on the seed, the rule, the operation, file and part, and how often exactly that
 * was tried, never on the order in which concurrent requests happen to arrive: the same work meets the same faults.
 */
export function createFaultRules(seed: number): FaultRules {
  let rules: LiveRule[] = [];
  let added = 0;
  const attempts = new Map<string, number>();
  const decideBy = (live: LiveRule, subject: FaultSubject, attempt: number): FaultHit | undefined => {
    const faults = meetable(live, subject);
    if (faults.length === 0 || !matches(live, subject)) return undefined;
    live.matched += 1;
    const about = [subject.operation, subject.fileName ?? '', subject.partNumber ?? 0, attempt] as const;
    if (!hits(live, () => chance(seed, live.id, ...about))) return undefined;
    const fault = faults[Math.floor(chance(seed, live.id, 'which', ...about) * faults.length)];
    return fault === undefined ? undefined : hitOf(live, fault);
  };
  return {
    add: (rule) => {
      added += 1;
      const checked = faultRule.parse(rule);
      requireMeetable(faultsOf(checked), checked.operations ?? []);
      const id = checked.id ?? `rule-${added}`;
      rules.push({ id, matched: 0, hits: 0, pending: 0, rule: checked });
      return id;
    },
    remove: (id) => {
      rules = rules.filter((live) => live.id !== id);
    },
    clear: () => {
      rules = [];
      attempts.clear();
    },
    status: () => rules.map(({ id, matched, hits: count }) => ({ id, matched, hits: count })),
    decide: (subject) => {
      const about = JSON.stringify([subject.operation, subject.fileName, subject.partNumber]);
      const attempt = (attempts.get(about) ?? 0) + 1;
      attempts.set(about, attempt);
      for (const live of rules) {
        const decided = decideBy(live, subject, attempt);
        if (decided !== undefined) return decided;
      }
      return undefined;
    },
  };
}
