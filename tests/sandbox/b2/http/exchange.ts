import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Lane } from '../faults/link.ts';
import type { Fault } from '../faults/model.ts';
import type { FaultHit } from '../faults/rules.ts';
import type { LogEntry } from '../log.ts';
import type { Runtime } from '../runtime.ts';
import type { Route } from './route.ts';

/** One request on its way through the server. */
export interface Exchange {
  req: IncomingMessage;
  res: ServerResponse;
  route: Route;
  entry: LogEntry;
  /** The fault that this request meets, decided once. */
  fault: Fault | undefined;
  hit: FaultHit | undefined;
  lane: Lane;
  /** The client waits for `100 Continue` before it sends the body. */
  expectsContinue: boolean;
  /** Parameters of a JSON call, once they are read. */
  input: unknown;
}

/** The exchange's fault takes effect: only then does it count, and does the log name it and wake who waits for that. */
export function faultHappens({ log }: Pick<Runtime, 'log'>, { hit, entry }: Exchange): void {
  if (hit === undefined) return;
  hit.happens();
  entry.fault = hit.fault.kind === 'status' ? `status ${hit.fault.status}` : hit.fault.kind;
  log.changed(entry);
}

/** Ends the connection instead of answering: with RST, or with FIN when `gently`. */
export function cutConnection({ req, entry }: Exchange, gently: boolean): void {
  entry.outcome = 'cut';
  if (gently) req.socket.destroy();
  else req.socket.resetAndDestroy();
}

/** Thrown when the exchange is over without an answer: the connection was cut, by the client or by a fault. */
export class ExchangeOver extends Error {}

/** Thrown to leave an operation whose status fault answers for it. */
export class FaultAnswers extends Error {}

export const isGone = ({ req, res }: Exchange): boolean => req.socket.destroyed || res.destroyed;
