import { pipeline } from 'node:stream/promises';
import type { Runtime } from '../runtime.ts';
import type { Download } from './download.ts';
import { type Exchange, ExchangeOver, cutConnection, faultHappens, isGone } from './exchange.ts';

/** The fault of this exchange, applied once `sent` bytes of the body are about to have gone out; at most once. */
async function bodyFault(runtime: Runtime, exchange: Exchange, download: Download, sent: number): Promise<boolean> {
  const { fault } = exchange;
  if (fault?.kind !== 'cut-in-body' && fault?.kind !== 'stall-in-body') return false;
  if (sent < (fault.afterBytes ?? Math.floor(download.bytes / 2))) return false;
  faultHappens(runtime, exchange);
  if (fault.kind === 'stall-in-body') await runtime.stalls.wait(fault.forMs);
  else cutConnection(exchange, fault.gently);
  return true;
}

async function* pacedBody(runtime: Runtime, exchange: Exchange, download: Download): AsyncGenerator<Buffer> {
  let sent = 0;
  let faultDone = false;
  for await (const chunk of runtime.service.store.blobs.read(download.slices)) {
    sent += chunk.length;
    if (!faultDone) faultDone = await bodyFault(runtime, exchange, download, sent);
    await runtime.network.passable();
    await exchange.lane.pass(chunk.length);
    if (isGone(exchange)) throw new ExchangeOver();
    yield chunk;
  }
}

/** Sends head and body of a download, no faster than the line allows. Throws `ExchangeOver` when nobody takes it. */
export async function streamDownload(runtime: Runtime, exchange: Exchange, download: Download): Promise<void> {
  const { res, req, entry } = exchange;
  res.sendDate = false;
  res.writeHead(download.status, { Date: runtime.service.clock.dateHeader(), ...download.headers });
  entry.status = download.status;
  if (req.method === 'HEAD') {
    res.end();
    return;
  }
  try {
    await pipeline(pacedBody(runtime, exchange, download), res);
  } catch (error) {
    throw isGone(exchange) ? new ExchangeOver('', { cause: error }) : error;
  }
}
