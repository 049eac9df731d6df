import type { Verdict } from './play.ts';
import type { Problem } from './problem.ts';

const countBy = (names: Iterable<string>): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};

function addUp(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const one of all) for (const [name, count] of Object.entries(one)) sums[name] = (sums[name] ?? 0) + count;
  return Object.fromEntries(Object.entries(sums).toSorted(([, a], [, b]) => b - a));
}

/** The figures of many stories. */
export function sumUp(verdicts: readonly Verdict[]) {
  const sum = (of: (verdict: Verdict) => number): number => verdicts.reduce((all, verdict) => all + of(verdict), 0);
  const took = verdicts.map(({ tookMs }) => tookMs).toSorted((a, b) => a - b);
  const withKind = (kind: Problem['kind']): number =>
    verdicts.filter(({ problems }) => problems.some((one) => one.kind === kind)).length;
  const faultsByKind = addUp(verdicts.map(({ faults }) => faults));
  return {
    stories: verdicts.length,
    withProblems: verdicts.filter(({ problems }) => problems.length > 0).length,
    wrong: withKind('wrong'),
    lost: withKind('lost'),
    twice: withKind('twice'),
    stuck: withKind('stuck'),
    shown: withKind('shown'),
    broken: withKind('broken'),
    bench: withKind('bench'),
    kills: sum(({ kills }) => kills),
    faults: Object.values(faultsByKind).reduce((all, count) => all + count, 0),
    faultsByKind,
    deeds: addUp(verdicts.map(({ deeds }) => countBy(deeds))),
    objects: sum(({ objects }) => objects),
    linked: sum(({ linked }) => linked),
    copiedParts: sum(({ copiedParts }) => copiedParts),
    readBack: sum(({ readBack }) => readBack),
    sentBytes: sum(({ sentBytes }) => sentBytes),
    /** Sent again, or of what was changed, cancelled or lost. */
    sentInVainBytes: sum(({ sentBytes, storedBytes }) => Math.max(0, sentBytes - storedBytes)),
    medianMs: Math.round(took[Math.floor(took.length / 2)] ?? 0),
    slowestMs: Math.round(took.at(-1) ?? 0),
  };
}
