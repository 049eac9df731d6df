import type { Random, Tally } from './random.ts';
import type { Server } from './server.ts';
import type { Fate } from './steps.ts';
import { keep } from './violation.ts';
import type { Answer, Ask, Door } from './witness.ts';

/** What happens elsewhere while a request is on its way. */
export type Gate = (ask: Ask) => Promise<void>;
export interface Line {
  /** What strikes, and how many requests pass before it does. */
  fate: Fate;
  left: number;
  gate: Gate | null;
  /** What happens between the end of the next push at the server and its commit; and after that, before it is answered. */
  hold: { readonly before: () => Promise<void>; readonly after: () => Promise<void> } | null;
}
export interface NetworkDeps {
  readonly server: Server;
  readonly line: Line;
  readonly random: Random;
  readonly tally: Tally;
  readonly pageRows: number;
  /** Requests that arrive when nobody waits for them any more. */
  readonly zombies: (() => Promise<unknown>)[];
}

/** What stands between the app and the server on a bad day. None of it is a verdict. */
const STATUSES: readonly (readonly [number, string, Record<string, string>])[] = [
  [500, '<h1>Internal Server Error</h1>', {}],
  [502, '', {}],
  [503, '{"message": "no healthy upstream"}', { 'retry-after': '2' }],
  [404, '<h1>Not Found</h1>', {}],
  [404, '{}', {}],
  [401, '{"message": "Invalid API key"}', {}],
  [403, '<h1>Forbidden</h1>', {}],
  [409, '{"message": "Conflict"}', {}],
  [410, '', {}],
  [413, '<h1>Too large</h1>', {}],
  [422, '{"error": "Unprocessable"}', {}],
  [429, '{"message": "slow down"}', { 'retry-after': '1' }],
  [511, '<h1>Sign in to the network</h1>', {}],
];
/** As undici says it. */
class NoAnswer extends TypeError {}
const page = (status: number, text: string, headers: Record<string, string> = {}): Response =>
  new Response(text, { status, headers });

/** A database error as PostgREST shows it. */
function refusal(error: unknown): Response {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  if (!/^[0-9A-Z]{5}$/.test(code)) throw error;
  return Response.json(
    { code, message, details: null, hint: null },
    { status: /^(40|53|57|58|XX)/.test(code) ? 500 : 400 },
  );
}

function read(input: Parameters<typeof globalThis.fetch>[0], init: RequestInit | undefined): Ask {
  const door = String(input).split('/').at(-1)?.split('?')[0] as Door;
  const user = (new Headers(init?.headers).get('authorization') ?? '').replace('Bearer ', '');
  return { door, args: JSON.parse(String(init?.body)) as Ask['args'], user };
}

/** `fetch` as one computer has it: to the server's functions, or to what its fate makes of that. */
export function createNetwork({ server, line, random, tally, pageRows, zombies }: NetworkDeps) {
  const former = new Map<Door, string>();

  async function answer(ask: Ask, fails: boolean): Promise<Answer> {
    const { hold } = line;
    if (ask.door !== 'sync_push' || hold === null) return server.call(ask, fails);
    line.hold = null;
    const answered = await server.callHeld(ask, hold.before);
    await hold.after();
    return answered;
  }

  async function deliver(ask: Ask, fails = false): Promise<Response> {
    try {
      const text = JSON.stringify(await answer(ask, fails));
      former.set(ask.door, text);
      return page(200, text, { 'content-type': 'application/json' });
    } catch (error) {
      return refusal(error);
    }
  }
  const lost = (): never => {
    throw new NoAnswer('fetch failed');
  };
  const struck: Readonly<Record<Exclude<Fate, 'ok'>, (ask: Ask) => Promise<Response> | Response>> = {
    'lose-request': lost,
    'lose-answer': async (ask) => {
      await deliver(ask);
      return lost();
    },
    duplicate: async (ask) => {
      await deliver(ask);
      return deliver(ask);
    },
    zombie: (ask) => {
      zombies.push(() => deliver(ask));
      return lost();
    },
    captive: () => page(200, '<html>Welcome to our hotel</html>', { 'content-type': 'text/html' }),
    cached: (ask) => page(200, former.get(ask.door) ?? '{}', { 'content-type': 'application/json' }),
    status: () => page(...random.pick(STATUSES)),
    'rolled-back': (ask) => deliver(ask, true),
  };

  async function take(asked: Ask): Promise<Response> {
    await line.gate?.(asked);
    const args = asked.door === 'sync_pull' ? { ...asked.args, p_limit: pageRows } : asked.args;
    const ask = { ...asked, args };
    if (line.fate === 'ok' || line.left-- !== 0) return deliver(ask);
    tally.bump(`fate ${line.fate}`);
    const strike = struck[line.fate];
    line.fate = 'ok';
    return strike(ask);
  }

  const fetch: typeof globalThis.fetch = async (input, init) => {
    try {
      return await take(read(input, init));
    } catch (error) {
      if (!(error instanceof NoAnswer)) keep(error);
      throw error;
    }
  };
  return { fetch };
}
