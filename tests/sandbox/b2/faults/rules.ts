import { chance } from '../random.ts';
import type { OperationName } from '../operations/names.ts';
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
  /** Calls that it hit. */
  hits: number;
}

export interface FaultRules {
  /** Adds a rule; rules are tried in the order they were added, the first that hits wins. Answers its id. */
  add: (rule: FaultRule) => string;
  remove: (id: string) => void;
  clear: () => void;
  status: () => RuleStatus[];
  /** The fault for a call, if any. Counts the call. */
  decide: (subject: FaultSubject) => Fault | undefined;
}

interface LiveRule extends RuleStatus {
  rule: ReturnType<typeof faultRule.parse>;
}

function matches({ rule }: LiveRule, subject: FaultSubject): boolean {
  if (rule.operations !== undefined && !rule.operations.includes(subject.operation)) return false;
  if (rule.partNumbers !== undefined && !rule.partNumbers.includes(subject.partNumber ?? 0)) return false;
  return rule.fileNamePrefix === undefined || (subject.fileName ?? '').startsWith(rule.fileNamePrefix);
}

function hits(live: LiveRule, draw: () => number): boolean {
  const { calls, probability, times } = live.rule;
  if (times !== undefined && live.hits >= times) return false;
  if (calls !== undefined && !calls.includes(live.matched)) return false;
  return probability === undefined || draw() < probability;
}

/**
 * Decides by rule. The draw depends on the seed, the rule, the operation, file and part, and how often exactly that
 * was tried, never on the order in which concurrent requests happen to arrive: the same work meets the same faults.
 */
export function createFaultRules(seed: number): FaultRules {
  let rules: LiveRule[] = [];
  let added = 0;
  const attempts = new Map<string, number>();
  const decideBy = (live: LiveRule, subject: FaultSubject, attempt: number): Fault | undefined => {
    if (!matches(live, subject)) return undefined;
    live.matched += 1;
    const about = [subject.operation, subject.fileName ?? '', subject.partNumber ?? 0, attempt] as const;
    if (!hits(live, () => chance(seed, live.id, ...about))) return undefined;
    live.hits += 1;
    const faults = faultsOf(live.rule);
    return faults[Math.floor(chance(seed, live.id, 'which', ...about) * faults.length)];
  };
  return {
    add: (rule) => {
      added += 1;
      const checked = faultRule.parse(rule);
      const id = checked.id ?? `rule-${added}`;
      rules.push({ id, matched: 0, hits: 0, rule: checked });
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
