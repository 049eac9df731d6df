/** The upload worker of the fault bench: the real engine, transport and files, under a clock that leaps over waiting. */
import { existsSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { aborted } from '../../../src/main/uploads/adapters/b2/errors.ts';
import { createB2Transport } from '../../../src/main/uploads/adapters/b2/transport.ts';
import { createFileSource, hashWholeFile } from '../../../src/main/uploads/adapters/file-source.ts';
import { systemRandom } from '../../../src/main/uploads/adapters/system.ts';
import type { FromWorker, ToWorker } from '../../../src/main/uploads/messages.ts';
import {
  bad,
  type FileSource,
  type HashFile,
  type Outcome,
  type SourceHandle,
  type UploadTransport,
} from '../../../src/main/uploads/ports.ts';
import { driveDeadlineMs, noAnswer } from '../../../src/main/uploads/source-guard.ts';
import { serveEngine } from '../../../src/main/uploads/worker-engine.ts';
import { watchLag } from './lag.ts';
import { createLeapClock, type LeapClock } from './leap-clock.ts';
import { marks, storyDeadlines, storyRules, type ThreadOrder } from './protocol.ts';
import { createRetryAfterWatch, type RetryAfterWatch } from './retry-after.ts';

const busyError = (): Error => Object.assign(new Error('EBUSY'), { code: 'EBUSY' });
const files = createFileSource();

/** Files whose drive may be silent and that somebody else may have open, by marks beside them. */
function createStorySource({ clock, during }: LeapClock): { source: FileSource; hashFile: HashFile } {
  /** A silent drive answers nothing until its mark is gone; time leaps meanwhile, as nobody knows how long it takes. */
  const answer = async <T>(path: string, work: () => Promise<T>): Promise<T> => {
    if (existsSync(path + marks.silent)) await new Promise(() => {});
    return during(work());
  };
  const watchHandle = (path: string, handle: SourceHandle): SourceHandle => ({
    read: (target, offset, bytes) =>
      answer(path, () => {
        if (existsSync(path + marks.locked)) return Promise.reject(busyError());
        return handle.read(target, offset, bytes);
      }),
    close: () => during(handle.close()),
  });
  return {
    source: {
      identify: (path) => answer(path, () => files.identify(path)),
      open: (path) =>
        answer(path, async () => {
          if (existsSync(path + marks.locked)) return { ok: false, error: { code: 'file-locked', detail: 'EBUSY' } };
          const opened = await files.open(path);
          return opened.ok ? { ok: true, value: watchHandle(path, opened.value) } : opened;
        }),
      hashRange: (...given) => during(files.hashRange(...given)),
    },
    /** Gives a silent drive up as the real one does, in the time of the story. */
    async hashFile(path, signal, options) {
      if (!existsSync(path + marks.silent)) return during(hashWholeFile(path, signal, options));
      await clock.delay(driveDeadlineMs, signal);
      return signal.aborted ? bad(aborted) : bad({ kind: 'source', retry: 'backoff', code: noAnswer });
    },
  };
}

/** What tells one piece of work from another, of a call's arguments. */
const nameOf = (name: string, [first]: readonly unknown[]): string => {
  const { fileId, partNumber, objectName } = (typeof first === 'object' && first ? first : {}) as Partial<
    Record<string, unknown>
  >;
  return JSON.stringify([name, typeof first === 'string' ? first : [fileId, partNumber, objectName]]);
};

/** Of the others one call is as good as another, whoever makes it. */
const watchedCalls: ReadonlySet<string> = new Set([
  'sendPart',
  'sendFile',
  'copyPart',
  'startLargeFile',
  'finishLargeFile',
]);

/** Every call of it keeps time from leaping, and is not made before its time. */
function watchTransport(transport: UploadTransport, { during }: LeapClock, watch: RetryAfterWatch): UploadTransport {
  const watched = Object.entries(transport).map(([name, call]) => {
    if (name === 'disconnect') return [name, call];
    const make = call as (...all: unknown[]) => Promise<Outcome<unknown>>;
    return [
      name,
      async (...given: unknown[]) => {
        if (!watchedCalls.has(name)) return during(make(...given));
        const work = nameOf(name, given);
        watch.begin(work);
        const outcome = await during(make(...given));
        watch.note(work, outcome);
        return outcome;
      },
    ];
  });
  return Object.fromEntries(watched) as UploadTransport;
}

const asks: ReadonlySet<FromWorker['type']> = new Set(['write', 'find', 'get-hints']);
const answers: ReadonlySet<ToWorker['type']> = new Set(['written', 'found', 'hints']);

function serveStory({ port, given }: ThreadOrder): void {
  const time = createLeapClock(given.time);
  const watch = createRetryAfterWatch(time.timeMs, (message) => port.postMessage({ type: 'bug', message }));
  serveEngine(
    {
      post(message: FromWorker) {
        if (asks.has(message.type)) time.begin();
        port.postMessage(message);
      },
      onMessage: (listener: (message: ToWorker) => void) =>
        void port.on('message', (message: ToWorker) => {
          listener(message);
          if (answers.has(message.type)) time.end();
        }),
    },
    {
      ...createStorySource(time),
      createTransport: (settings) =>
        watchTransport(createB2Transport(settings, { deadlines: storyDeadlines }), time, watch),
      clock: watch.watchDelays(time.clock),
      random: systemRandom,
      planRules: { ...storyRules, hashFirstMaxBytes: given.hashFirstMaxBytes },
    },
  );
}

/** Whose story it is now. */
let clockOfStory: Float64Array | null = null;
watchLag(() => clockOfStory && (clockOfStory[1] = Date.now()));
parentPort?.on('message', (order: ThreadOrder) => {
  clockOfStory = order.given.time;
  serveStory(order);
});
parentPort?.postMessage('loaded');
