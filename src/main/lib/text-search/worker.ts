import { parentPort, workerData } from 'node:worker_threads';
import { type SearchAnswer, type SearchJob, searchTexts } from '../../../shared/domain/find-replace.ts';

/* Entry of a thread that looks through texts once, and is ended by whoever started it when that takes too long. */
function answer(): SearchAnswer {
  try {
    return searchTexts(workerData as SearchJob);
  } catch {
    // The engine's own bound: a pattern that needs more room than there is.
    return 'slow';
  }
}
parentPort?.postMessage(answer());
