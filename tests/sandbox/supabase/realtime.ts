import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { z } from 'zod';
import type { Backend } from './backend.ts';
import type { Faults } from './faults.ts';
import { acceptWebSocket, type WebSocketPeer } from './web-socket.ts';

/** Phoenix's message, version 2 of its serializer: join_ref, ref, topic, event, payload. */
const message = z.tuple([z.string().nullable(), z.string().nullable(), z.string(), z.string(), z.looseObject({})]);
type Message = z.infer<typeof message>;
const joining = z.looseObject({
  access_token: z.string().optional(),
  config: z.looseObject({ private: z.boolean().optional() }).optional(),
});
const broadcast = z.object({ topic: z.string(), event: z.string(), payload: z.unknown() });
const claimsOf = z.looseObject({ sub: z.string(), role: z.string(), exp: z.number() });
type Claims = z.infer<typeof claimsOf>;

interface Channel {
  readonly joinRef: string | null;
  readonly expiry: NodeJS.Timeout;
}
const TOPIC = /^realtime:/;

function readClaims(token: string): Claims | null {
  try {
    return claimsOf.parse(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')));
  } catch {
    return null;
  }
}

/** Who may listen: the token must be good for the auth service, and the policies on realtime.messages must let them. */
function createDoor({ fetch, sql, apiKey }: RealtimeDeps, faults: Faults) {
  return async (token: string, topic: string): Promise<Claims | null> => {
    if (faults.decide('/realtime/v1/join', token) !== 'pass') return null;
    const headers = { authorization: `Bearer ${token}`, apikey: apiKey };
    const answer = await fetch(new Request('http://127.0.0.1/auth/v1/user', { headers }));
    const claims = answer.ok ? readClaims(token) : null;
    if (!claims) return null;
    const [row] = await sql('select realtime.may_listen($1::text::jsonb, $2) as may', [JSON.stringify(claims), topic]);
    return row?.['may'] === true ? claims : null;
  };
}

/** One client's connection: its channels, by topic. */
function createPeer(socket: WebSocketPeer, mayListen: ReturnType<typeof createDoor>) {
  const channels = new Map<string, Channel>();
  const tell = (...wire: Message): void => socket.send(JSON.stringify(wire));
  const reply = ([joinRef, ref, topic]: Message, status: 'ok' | 'error', response: object = {}): void =>
    tell(joinRef, ref, topic, 'phx_reply', { status, response });

  function leave(topic: string): void {
    clearTimeout(channels.get(topic)?.expiry);
    channels.delete(topic);
  }
  /** Listens until the token ends. */
  function enter(topic: string, joinRef: string | null, { exp }: Claims): void {
    leave(topic);
    const end = (): void => {
      leave(topic);
      tell(joinRef, null, topic, 'phx_close', {});
    };
    channels.set(topic, { joinRef, expiry: setTimeout(end, exp * 1000 - Date.now()).unref() });
  }
  async function join(wire: Message): Promise<void> {
    const [joinRef, , topic, , payload] = wire;
    const { access_token: token = '', config } = joining.parse(payload);
    const claims = config?.private ? await mayListen(token, topic.replace(TOPIC, '')) : null;
    if (!claims) return reply(wire, 'error', { reason: 'Unauthorized' });
    enter(topic, joinRef, claims);
    reply(wire, 'ok');
  }
  async function renew([, , topic, , payload]: Message): Promise<void> {
    const channel = channels.get(topic);
    const claims = await mayListen(joining.parse(payload).access_token ?? '', topic.replace(TOPIC, ''));
    if (channel && claims) enter(topic, channel.joinRef, claims);
  }
  return {
    async obey(text: string): Promise<void> {
      const wire = message.parse(JSON.parse(text));
      const [, , topic, event] = wire;
      if (event === 'heartbeat') reply(wire, 'ok');
      else if (event === 'phx_join') await join(wire);
      else if (event === 'access_token') await renew(wire);
      else if (event === 'phx_leave') {
        leave(topic);
        reply(wire, 'ok');
      }
    },
    hear(topic: string, event: string, payload: unknown): void {
      const name = `realtime:${topic}`;
      if (channels.has(name)) tell(null, null, name, 'broadcast', { type: 'broadcast', event, payload });
    },
    forget(): void {
      for (const topic of channels.keys()) leave(topic);
    },
  };
}

export interface RealtimeDeps extends Pick<Backend, 'fetch' | 'sql' | 'listen'> {
  readonly apiKey: string;
}
/** What the HTTP server does with requests to become something else. */
export interface Upgrades {
  accept(request: IncomingMessage, socket: Duplex): void;
  /** Cuts every connection. */
  cutAll(): void;
}

/** Private broadcasts from the database over Phoenix's protocol, as `@supabase/realtime-js` speaks it. */
export async function openRealtime(deps: RealtimeDeps, faults: Faults): Promise<Upgrades> {
  const mayListen = createDoor(deps, faults);
  const peers = new Map<ReturnType<typeof createPeer>, WebSocketPeer>();
  await deps.listen('realtime', (text) => {
    const { topic, event, payload } = broadcast.parse(JSON.parse(text));
    for (const peer of peers.keys()) peer.hear(topic, event, payload);
  });
  function accept(request: IncomingMessage, socket: Duplex): void {
    const events = { onText: (text: string) => obey(text), onGone: () => leave() };
    const connection = acceptWebSocket(request, socket, events);
    const peer = createPeer(connection, mayListen);
    peers.set(peer, connection);
    const obey = (text: string): void => void peer.obey(text).catch(() => connection.cut());
    const leave = (): void => {
      peer.forget();
      peers.delete(peer);
    };
  }
  return {
    accept(request, socket) {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      if (url.pathname !== '/realtime/v1/websocket') return refuseUpgrade(socket, 404);
      if (url.searchParams.get('apikey') !== deps.apiKey) return refuseUpgrade(socket, 401);
      accept(request, socket);
    },
    cutAll() {
      for (const connection of peers.values()) connection.cut();
    },
  };
}

/** Answers an upgrade request with a plain status. */
export function refuseUpgrade(socket: Duplex, status: number): void {
  socket.on('error', () => socket.destroy());
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`;
  socket.end(head, () => socket.destroy()); // nobody else would: the server has let go of it
}
