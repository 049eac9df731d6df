import type { IncomingMessage } from 'node:http';
import type { BlobSink } from '../store/sink.ts';
import type { Runtime } from '../runtime.ts';
import { type Exchange, ExchangeOver, cutConnection, faultHappens } from './exchange.ts';

export interface BodyPlan {
  payloadBytes: number;
  /** Where the payload goes; undefined: read and forgotten. */
  sink: BlobSink | undefined;
}

type Wait = Promise<void> | undefined;

/** What the fault of this exchange does to the body once `received` bytes are there; at most once. */
function createBodyFault(runtime: Runtime, exchange: Exchange): (received: number) => Wait {
  const { fault, entry } = exchange;
  if (fault?.kind !== 'cut-in-body' && fault?.kind !== 'stall-in-body') return () => undefined;
  const at = fault.afterBytes ?? Math.floor(entry.declaredBytes / 2);
  let done = false;
  return (received) => {
    if (done || received < at) return undefined;
    done = true;
    faultHappens(runtime, exchange);
    if (fault.kind === 'stall-in-body') return runtime.stalls.wait(fault.forMs);
    cutConnection(exchange, fault.gently);
    return undefined;
  };
}

interface Holds {
  /** Reads no further until the promise resolves; several hold together. */
  add: (wait: Wait) => void;
  /** Resolves when nothing holds any more. */
  over: () => Promise<unknown>;
}

function createHolds(req: IncomingMessage): Holds {
  const held = new Set<Promise<void>>();
  return {
    add: (wait) => {
      if (wait === undefined) return;
      req.pause();
      const one = wait.then(() => {
        held.delete(one);
        if (held.size === 0) req.resume();
      });
      held.add(one);
    },
    over: () => Promise.all(held),
  };
}

/** Splits the body: the payload goes to the sink, what follows it is kept. */
function createTaker({ payloadBytes, sink }: BodyPlan): { take: (chunk: Buffer) => Wait; trailer: () => string } {
  const trailer: Buffer[] = [];
  let room = payloadBytes;
  return {
    take: (chunk) => {
      const payload = chunk.length <= room ? chunk : chunk.subarray(0, room);
      room -= payload.length;
      if (payload.length < chunk.length) trailer.push(chunk.subarray(payload.length));
      return payload.length === 0 ? undefined : sink?.take(payload);
    },
    trailer: () => Buffer.concat(trailer).toString('latin1'),
  };
}

/**
 * Reads the whole request body into the sink, with bounded memory, no faster than the line allows; answers what
 * followed the payload, the hash of `hex_digits_at_end`. Events instead of an async iterator, because this loop decides
 * how fast the sandbox is. Throws `ExchangeOver` when the connection ends first.
 */
export function receiveBody(runtime: Runtime, exchange: Exchange, plan: BodyPlan): Promise<string> {
  const { req, res, entry, lane } = exchange;
  if (exchange.expectsContinue) res.writeContinue();
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const bodyFault = createBodyFault(runtime, exchange);
  const holds = createHolds(req);
  const taker = createTaker(plan);
  let received = 0;
  let ended = false;
  req.on('data', (chunk: Buffer) => {
    received += chunk.length;
    runtime.log.received(entry, chunk.length);
    holds.add(taker.take(chunk));
    holds.add(lane.pass(chunk.length));
    holds.add(runtime.network.passable());
    holds.add(bodyFault(received));
  });
  req.on('end', () => {
    ended = true; // also of a paused stream whose last chunk is out: that chunk's wait counts too
    void holds.over().then(() => resolve(taker.trailer()));
  });
  req.on('error', () => reject(new ExchangeOver()));
  req.on('close', () => {
    if (!ended) reject(new ExchangeOver());
  });
  if (req.destroyed) reject(new ExchangeOver());
  return promise;
}

const smallBodyBytes = 64 * 1024;

/**
 * Before an early refusal: takes the rest of a small body, so that the client gets to read the answer. A large body
 * is left unread, as the service does: the client then sees the answer, EPIPE or ECONNRESET.
 */
export async function drainSmallBody(runtime: Runtime, exchange: Exchange): Promise<void> {
  const { req, entry, expectsContinue } = exchange;
  if (req.complete || expectsContinue || entry.bodyBytes > 0 || entry.declaredBytes > smallBodyBytes) return;
  if (entry.declaredBytes > 0) await receiveBody(runtime, exchange, { payloadBytes: 0, sink: undefined });
}
