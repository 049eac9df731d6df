/** The upload worker of the fault bench: the real engine, transport and files, under a clock that leaps over waiting. */
import { existsSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { aborted } from '../../../src/main/uploads/adapters/b2/errors.ts';
import { createB2Transport } from '../../../src/main/uploads/adapters/b2/transport.ts';
import { createFileSource, hashWholeFile } from '../../../src/main/uploads/adapters/file-source.ts';
import { systemRandom } from '../../../src/main/uploads/adapters/system.ts';
import type { FromWorker, ToWorker } from '../../../src/main/uploads/messages.ts';
import {
  bad,
  type FileSource,
  type HashFile,
  type SourceHandle,
  type UploadTransport,
} from '../../../src/main/uploads/ports.ts';
import { driveDeadlineMs, noAnswer } from '../../../src/main/uploads/source-guard.ts';
import { serveEngine } from '../../../src/main/uploads/worker-engine.ts';
import { createLeapClock, type LeapClock } from './leap-clock.ts';
import { marks, storyDeadlines, storyRules, type StoryWorkerData } from './protocol.ts';

const port = parentPort;
if (!port) throw new Error('the upload worker is started as a worker thread');
const given = workerData as StoryWorkerData;
const time = createLeapClock(given.offset);

/** A silent drive answers nothing until its mark is gone; time leaps meanwhile, as nobody knows how long it takes. */
async function answer<T>(path: string, work: () => Promise<T>): Promise<T> {
  if (existsSync(path + marks.silent)) await new Promise(() => {});
  return time.during(work());
}

const busyError = (): Error => Object.assign(new Error('EBUSY'), { code: 'EBUSY' });

function watchHandle(path: string, handle: SourceHandle): SourceHandle {
  return {
    read: (target, offset, bytes) =>
      answer(path, () => {
        if (existsSync(path + marks.locked)) return Promise.reject(busyError());
        return handle.read(target, offset, bytes);
      }),
    close: () => time.during(handle.close()),
  };
}

/** Gives a silent drive up as the real one does, in the time of the story. */
async function hash(path: string, signal: AbortSignal): ReturnType<HashFile> {
  if (!existsSync(path + marks.silent)) return time.during(hashWholeFile(path, signal));
  await time.clock.delay(driveDeadlineMs, signal);
  return signal.aborted ? bad(aborted) : bad({ kind: 'source', retry: 'backoff', code: noAnswer });
}

const files = createFileSource();
const source: FileSource = {
  identify: (path) => answer(path, () => files.identify(path)),
  open: (path) =>
    answer(path, async () => {
      if (existsSync(path + marks.locked)) return { ok: false, error: { code: 'file-locked', detail: 'EBUSY' } };
      const opened = await files.open(path);
      return opened.ok ? { ok: true, value: watchHandle(path, opened.value) } : opened;
    }),
  hashRange: (...given) => time.during(files.hashRange(...given)),
};

/** Every call of it keeps time from leaping. */
function watchTransport(transport: UploadTransport, { during }: LeapClock): UploadTransport {
  const watched = Object.entries(transport).map(([name, call]) => [
    name,
    name === 'disconnect'
      ? call
      : (...given: unknown[]) => during((call as (...all: unknown[]) => Promise<unknown>)(...given)),
  ]);
  return Object.fromEntries(watched) as UploadTransport;
}

serveEngine(
  {
    post(message: FromWorker) {
      if (message.type === 'write' || message.type === 'find') time.begin();
      port.postMessage(message);
    },
    onMessage: (listener: (message: ToWorker) => void) =>
      void port.on('message', (message: ToWorker) => {
        listener(message);
        if (message.type === 'written' || message.type === 'found') time.end();
      }),
  },
  {
    source,
    createTransport: (settings) => watchTransport(createB2Transport(settings, { deadlines: storyDeadlines }), time),
    hashFile: (path, signal) => hash(path, signal),
    clock: time.clock,
    random: systemRandom,
    planRules: { ...storyRules, hashFirstMaxBytes: given.hashFirstMaxBytes },
  },
);
