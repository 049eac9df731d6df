/** Why nothing can be saved now. */
export type WriteFault = 'DISK_FULL' | 'READ_ONLY';

export interface WriteHealthDeps {
  /** Writes something and takes it away again; throws while the disk does not take it. */
  readonly probe: () => void;
  readonly faultOf: (error: unknown) => WriteFault | null;
  /** A fault came, went, or became another one. */
  readonly onChange: () => void;
  readonly probeEveryMs?: number;
}
const PROBE_EVERY_MS = 5_000;

/**
 * Whether the database takes writes. Whoever writes tells how it went; after a failure it is also tried without
 * anybody's doing, so that the notice goes as soon as there is space again.
 */
export function createWriteHealth({ probe, faultOf, onChange, probeEveryMs = PROBE_EVERY_MS }: WriteHealthDeps) {
  let fault: WriteFault | null = null;
  let timer: ReturnType<typeof setInterval> | undefined;

  function become(next: WriteFault | null): void {
    if (next === fault) return;
    fault = next;
    clearInterval(timer);
    if (next) timer = setInterval(look, probeEveryMs).unref();
    onChange();
  }
  function look(): void {
    try {
      probe();
      become(null);
    } catch (error) {
      become(faultOf(error) ?? fault);
    }
  }
  return {
    fault: (): WriteFault | null => fault,
    succeeded: (): void => become(null),
    failed: (next: WriteFault): void => become(next),
    /** For an error of any kind; true when it was the disk's. */
    noticed(error: unknown): boolean {
      const next = faultOf(error);
      if (next) become(next);
      return next !== null;
    },
    stop: (): void => clearInterval(timer),
  };
}
export type WriteHealth = ReturnType<typeof createWriteHealth>;
