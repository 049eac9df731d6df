import type { Clock, FileSource, SourceError, SourceHandle } from './ports.ts';

/** Less than the connection's own patience, so that a silent drive is not taken for a silent server. */
export const driveDeadlineMs = 15_000;
/** The code of a read that got no answer. */
export const noAnswer = 'drive-no-answer';
/** The code of a read behind the end of a file: it is shorter than it was. */
export const truncated = 'file-truncated';
const closeDeadlineMs = 1_000;

const silent: SourceError = { code: 'drive-missing', detail: noAnswer };

/**
 * A source that always answers: a network drive that is gone lets every call hang, and with it a connection slot and
 * whoever wants to stop. What hangs is given up after `deadlineMs` as a drive that is missing; a read throws.
 */
export function guardSource(source: FileSource, clock: Clock, deadlineMs: number = driveDeadlineMs): FileSource {
  const within = async <T, Late>(work: Promise<T>, ms: number, late: Late): Promise<T | Late> => {
    const timer = new AbortController();
    const tooLate = clock.delay(ms, timer.signal).then(() => late);
    try {
      return await Promise.race([work, tooLate]);
    } finally {
      // A reason of our own: making the usual one, an exception with its stack, costs more than the rest.
      timer.abort(null);
    }
  };
  const guardHandle = (handle: SourceHandle): SourceHandle => ({
    async read(target, offset, bytes) {
      const read = await within(handle.read(target, offset, bytes), deadlineMs, null);
      if (read === null) throw Object.assign(new Error('the drive does not answer'), { code: noAnswer });
      return read;
    },
    // The system lets nobody close what it still reads from.
    close: () => within(handle.close(), closeDeadlineMs, undefined),
  });
  return {
    ...source,
    async identify(path) {
      return (await within(source.identify(path), deadlineMs, null)) ?? { ok: false, error: silent };
    },
    async open(path) {
      const opening = source.open(path);
      const opened = await within(opening, deadlineMs, null);
      if (opened === null) {
        void opening.then((late) => (late.ok ? late.value.close() : undefined));
        return { ok: false, error: silent };
      }
      if (!opened.ok) return opened;
      return { ok: true, value: guardHandle(opened.value) };
    },
  };
}
