import type { Lessons } from './lessons.ts';
import type { Memory } from './memory.ts';
import type { ScanOutcome, SeenFile, WatchPorts } from './ports.ts';
import { reconcile, type Reconciled } from './reconcile.ts';

export interface FindingsDeps {
  readonly root: string;
  readonly ports: Pick<WatchPorts, 'inspect' | 'hash'>;
  readonly memory: Memory;
  readonly lessons: Lessons;
  readonly signal: AbortSignal;
}
/** `isDone`: nothing is left to find out now. `isUnsure`: something could not be found out, and is to be tried again. */
interface Step {
  readonly found: Reconciled;
  readonly isDone: boolean;
  readonly isUnsure: boolean;
  /** Finds out some more; long for large files. What was found is of before: other things may happen meanwhile. */
  readonly work: () => Promise<void>;
}

/** Files looked into before what was found is told and kept: what a crash loses is looked into again. */
const AT_ONCE = 400;

/** Compares a scan with the lessons, finding out on the way what the comparison needs to know. */
export function createFindings({ root, ports, memory, lessons, signal }: FindingsDeps) {
  async function inspect(files: readonly SeenFile[]): Promise<void> {
    if (files.length > 0) memory.noteProblems(files, await ports.inspect(files, signal));
  }
  async function hash(files: readonly SeenFile[]): Promise<void> {
    for (const file of files) {
      if (signal.aborted) return;
      const sha1 = await ports.hash(file, signal);
      if (sha1 !== null) memory.noteHash(file, sha1);
    }
  }

  /** Steps through one scan; the work of each finds out some more. Nothing is asked twice, so that it ends. */
  return function stepsOf(outcome: ScanOutcome & { ok: true }, isStable: (path: string) => boolean) {
    const { files, held, isPartial } = outcome;
    const asked = { toHash: new Set<string>(), toInspect: new Set<string>(), renamed: new Set<string>() };
    function some(what: 'toHash' | 'toInspect', found: Reconciled): SeenFile[] {
      const next = found[what].filter(({ path }) => !asked[what].has(path)).slice(0, AT_ONCE);
      for (const { path } of next) asked[what].add(path);
      return next;
    }
    function move(found: Reconciled): number {
      const next = found.renamed.filter(({ file }) => !asked.renamed.has(file.path));
      for (const { file, was } of next) {
        asked.renamed.add(file.path);
        lessons.saveMove(was.versionId, file);
      }
      return next.length;
    }
    return (): Step => {
      const lists = { root, files, held, isPartial, known: memory.known, library: lessons.list() };
      const found = reconcile({ ...lists, isStable });
      const [toHash, toInspect] = [some('toHash', found), some('toInspect', found)];
      const isDone = move(found) + toHash.length + toInspect.length === 0 || signal.aborted;
      if (isDone) memory.forget(found.toForget);
      const isUnsure = found.toHash.length + found.toInspect.length + found.renamed.length > 0;
      async function work(): Promise<void> {
        await hash(toHash);
        await inspect(toInspect);
      }
      return { found, isDone, isUnsure, work };
    };
  };
}
