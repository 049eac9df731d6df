import type { ClientRequest, IncomingMessage } from 'node:http';
import { bad, good, type Outcome, type PortError } from '../../ports.ts';
import { aborted, fromSystem, noAnswer, stalled, systemCodeOf } from './errors.ts';

export interface Answer {
  readonly status: number;
  /** Parsed JSON, or the text when it is none. */
  readonly body: unknown;
  readonly retryAfter: string | undefined;
}
export interface Deadlines {
  /** Longest time without a byte getting on its way, connecting included. */
  readonly stallMs: number;
  /** Longest time between the last byte of the request and the whole answer. */
  readonly answerMs: number;
}
const maxAnswerBytes = 4_000_000;

/**
 * One HTTP exchange whose body is written piece by piece, with a watchdog on progress. Ends exactly once, in an answer
 * or an error value; an answer that comes before the whole body was sent ends it too.
 */
export function createExchange(request: ClientRequest, deadlines: Deadlines, signal: AbortSignal) {
  const { promise, resolve } = Promise.withResolvers<Outcome<Answer>>();
  const over = Promise.withResolvers<void>();
  const state = { isOver: false, isSent: false, hasAnswer: false };
  let watchdog = setTimeout(() => fail(stalled), deadlines.stallMs);
  const settle = (outcome: Outcome<Answer>): void => {
    if (state.isOver) return;
    state.isOver = true;
    clearTimeout(watchdog);
    signal.removeEventListener('abort', onAbort);
    resolve(outcome);
    over.resolve();
  };
  const fail = (error: PortError): void => {
    settle(bad(state.isSent ? { ...error, sentAll: true } : error));
    request.destroy();
  };
  const onAbort = (): void => fail(aborted);
  signal.addEventListener('abort', onAbort, { once: true });
  // A server that refuses early breaks the connection on its own answer: the answer counts, not the break.
  request.on('error', (error) => state.hasAnswer || fail(fromSystem(systemCodeOf(error))));
  request.on('close', () => state.hasAnswer || fail(fromSystem('ECONNRESET')));
  request.on('response', (response) => {
    state.hasAnswer = true;
    void readAnswer(response).then((answer) => {
      settle(good(answer));
      if (!state.isSent) request.destroy();
    });
  });
  if (signal.aborted) onAbort();
  return {
    answer: promise,
    isOver: (): boolean => state.isOver || state.hasAnswer,
    isSent: (): boolean => state.isSent,
    fail,
    /** Resolves when the chunk has left for the network (its buffer is free again) or the exchange is over. */
    write(chunk: Uint8Array): Promise<void> {
      if (state.isOver) return over.promise;
      const flushed = new Promise<void>((free) => {
        request.write(chunk, () => {
          watchdog.refresh();
          free();
        });
      });
      return Promise.race([flushed, over.promise]);
    },
    /** The last piece; from now on the answer is waited for. */
    end(chunk: string): void {
      if (state.isOver) return;
      request.end(chunk, () => {
        state.isSent = true;
        if (state.isOver) return;
        clearTimeout(watchdog);
        watchdog = setTimeout(() => fail(noAnswer), deadlines.answerMs);
      });
    },
  };
}
export type Exchange = ReturnType<typeof createExchange>;

/** The whole answer, or what came of it before the connection broke: the status alone says enough. */
function readAnswer(response: IncomingMessage): Promise<Answer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const finish = (): void => {
      const text = Buffer.concat(chunks).toString('utf8');
      resolve({ status: response.statusCode ?? 0, body: parse(text), retryAfter: response.headers['retry-after'] });
    };
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxAnswerBytes) chunks.push(chunk);
      else response.destroy();
    });
    response.on('error', finish);
    response.on('close', finish);
    response.on('end', finish);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
