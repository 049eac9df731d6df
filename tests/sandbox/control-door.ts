import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

/** What a sandbox does when told to from outside, by method and path. Throws when the body is not what it takes. */
export type ControlActions = Readonly<Record<string, (body: unknown) => unknown>>;

export interface ControlDoor {
  url: string;
  close: () => Promise<void>;
}

async function readBody(req: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? {} : JSON.parse(text);
}

function send(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'Content-Type': 'application/json' });
  res.end(JSON.stringify(body ?? {}));
}

/** A web page must not be able to play with the sandbox: it sends Origin, or, after rebinding, a Host of its own. */
const isFromPage = ({ headers }: IncomingMessage): boolean =>
  headers.origin !== undefined || !/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? '');

async function answer(actions: ControlActions, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const action = actions[`${req.method} ${req.url}`];
  if (action === undefined || isFromPage(req)) {
    send(res, 404, { error: `no such control: ${req.method} ${req.url}`, controls: Object.keys(actions) });
    return;
  }
  try {
    send(res, 200, await action(await readBody(req)));
  } catch (error) {
    send(res, 400, { error: error instanceof z.ZodError ? z.prettifyError(error) : String(error) });
  }
}

/** Serves the actions on a loopback port of their own, so that they work while the sandbox's network is away. */
export async function openControlDoor(actions: ControlActions, port: number): Promise<ControlDoor> {
  const server = createServer((req, res) => void answer(actions, req, res));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
