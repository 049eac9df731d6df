import type { PlantedBug } from './bugs.ts';
import type { Draft } from '../../../src/shared/domain/merge.ts';
import type { App } from './app.ts';
import type { Tally } from './random.ts';
import { parseOps, readColumn, readRows } from './read.ts';
import { hold } from './violation.ts';

const label = { code: 'course.edit', count: 1, name: '' } as const;

export interface Entry {
  readonly n: number;
  readonly mid: string;
  readonly ops: string;
}
interface DiaryDeps {
  readonly app: () => App;
  readonly bug: PlantedBug | null;
  readonly tally: Tally;
}

/** What a computer wrote, and what of it was lost in ways that are nobody's fault: what the checks at the end go by. */
export function createDiary({ app, bug, tally }: DiaryDeps) {
  /** Mutation id → its ops. */
  const written = new Map<string, string>();
  /** Ids of what was coalesced into a later one, and of what went with a rolled back disk. */
  const forgotten = new Set<string>();
  const entries = (): Entry[] => readRows(app().db, 'SELECT n, mid, ops FROM outbox ORDER BY n');
  const letters = (): { mid: string; ops: string }[] => readRows(app().db, 'SELECT mid, ops FROM dead_letters');
  const mids = (): string[] => [
    ...[...entries(), ...letters()].map(({ mid }) => mid),
    ...readColumn<string>(app().db, 'SELECT mid FROM journal'),
  ];

  /** Runs a local write and writes down what it put into the outbox, and which entry it coalesced into. */
  function record<T>(write: () => T): T {
    const before = new Map(entries().map((entry) => [entry.n, entry]));
    const result = write();
    for (const { n, mid, ops } of entries()) {
      const former = before.get(n);
      if (former?.mid === mid) {
        hold('I11', former.ops === ops, () => `mutation ${mid} has other content than before:\n${former.ops}\n${ops}`);
        continue;
      }
      if (former !== undefined) {
        forgotten.add(former.mid);
        tally.bump('coalesced');
      }
      written.set(mid, ops);
      for (const { t } of parseOps(ops)) tally.bump(`wrote ${t}`);
      tally.bump('mutations');
    }
    return result;
  }

  return {
    written,
    forgotten,
    entries,
    letters,
    record,
    mutate(...drafts: Draft[]): boolean {
      const write = (): string | null =>
        bug?.mutate ? bug.mutate(app(), drafts) : app().mutator.mutate({ label, drafts });
      return record(write) !== null;
    },
    /** Runs what puts an older disk in place: what only the newer one had is gone with it. */
    rollingBack(putBack: () => void): void {
      const before = mids();
      // The later parts of a large mutation that was refused are in its letter, under the name of the first.
      const buried = new Set(letters().flatMap(({ ops }) => parseOps(ops).map(({ h }) => h)));
      const isBuried = (ops: string): boolean => parseOps(ops).every(({ h }) => buried.has(h));
      const parts = [...written].filter(([, ops]) => isBuried(ops)).map(([mid]) => mid);
      putBack();
      const left = new Set(mids());
      for (const mid of [...before, ...parts]) if (!left.has(mid)) forgotten.add(mid);
    },
  };
}
