import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { createB2Transport } from './adapters/b2/transport.ts';
import { createFileSource, hashWholeFile } from './adapters/file-source.ts';
import { systemClock, systemRandom } from './adapters/system.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { planRules } from './plan.ts';
import { serveEngine } from './worker-engine.ts';

/** What `startUploadWorker` may change; tests make time shorter and files smaller. */
const options = z
  .strictObject({
    maxConnections: z.int().positive().optional(),
    startConnections: z.int().positive().optional(),
    deadlines: z.strictObject({ stallMs: z.number(), answerMs: z.number() }).optional(),
    rules: z
      .strictObject({
        singleMaxBytes: z.int().default(planRules.singleMaxBytes),
        defaultPartBytes: z.int().default(planRules.defaultPartBytes),
        hashFirstMaxBytes: z.int().default(planRules.hashFirstMaxBytes),
      })
      .optional(),
  })
  .parse(workerData ?? {});

const port = parentPort;
if (!port) throw new Error('the upload worker is started as a worker thread');

serveEngine(
  {
    post: (message: FromWorker) => port.postMessage(message),
    onMessage: (listener: (message: ToWorker) => void) => void port.on('message', listener),
  },
  {
    source: createFileSource(),
    createTransport: (settings) =>
      createB2Transport(settings, options.deadlines ? { deadlines: options.deadlines } : {}),
    hashFile: hashWholeFile,
    clock: systemClock,
    random: systemRandom,
    ...(options.maxConnections === undefined ? {} : { maxConnections: options.maxConnections }),
    ...(options.startConnections === undefined ? {} : { startConnections: options.startConnections }),
    ...(options.rules ? { planRules: options.rules } : {}),
  },
);
