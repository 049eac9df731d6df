import { parentPort } from 'node:worker_threads';
import { createJobRunner } from './media-jobs.ts';
import { serveJobs } from './worker-protocol.ts';

/* Entry of the media thread: scanning, probing and hashing, away from the loop that answers the windows. */
if (!parentPort) throw new Error('the media worker runs in a worker thread');
serveJobs(parentPort, createJobRunner());
