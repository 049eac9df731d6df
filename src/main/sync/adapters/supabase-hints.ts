import { RealtimeClient } from '@supabase/supabase-js';
import { z } from 'zod';
import type { Hints } from '../ports.ts';
import type { SupabaseServerDeps } from './supabase.ts';

interface HintsDeps extends Pick<SupabaseServerDeps, 'config' | 'session'> {
  /** How often the other side has to answer; what networks and hosted Supabase expect when not given. */
  readonly heartbeatMs?: number;
}
const HEARTBEAT_MS = 25_000;

const hint = z.object({ rev: z.int().nonnegative() });

/**
 * A web socket that is gone as soon as it is hung up: the library would look after it with timers for seconds, and go
 * on with its heartbeats when the other side does not answer any more.
 */
function openSocket(address: string | URL, protocols?: string | string[]): WebSocket {
  const socket = new WebSocket(address, protocols);
  const close = socket.close.bind(socket);
  let isHungUp = false;
  return Object.defineProperties(socket, {
    readyState: { get: () => (isHungUp ? WebSocket.CLOSED : Reflect.get(WebSocket.prototype, 'readyState', socket)) },
    bufferedAmount: { get: () => 0 },
    close: {
      value(code?: number, reason?: string): void {
        if (isHungUp) return;
        isHungUp = true;
        close(code, reason);
        socket.onclose?.(new CloseEvent('close', { wasClean: true }));
      },
    },
  });
}

function createRealtime({ config, session, heartbeatMs = HEARTBEAT_MS }: HintsDeps) {
  const project = config();
  if (!project) return null;
  let socket: WebSocket | null = null;
  const client: RealtimeClient = new RealtimeClient(`${project.url.replace(/^http/, 'ws')}/realtime/v1`, {
    params: { apikey: project.publishableKey },
    heartbeatIntervalMs: heartbeatMs,
    // Asked for at each heartbeat, so that a renewed token is passed on long before the old one ends.
    async accessToken() {
      const token = await session.accessToken();
      if (!token.success) throw new Error(token.error.code);
      return token.data;
    },
    // When to try again is not the library's business: its timer is taken away as soon as it is set.
    reconnectAfterMs() {
      queueMicrotask(() => client.reconnectTimer.reset());
      return 60_000;
    },
    transport: function connect(...to: Parameters<typeof openSocket>) {
      return (socket = openSocket(...to));
    } as never,
  });
  // Not `client.disconnect`, which leaves a timer of ten seconds behind.
  return { client, hangUp: () => socket?.close() };
}

/**
 * Hints over Supabase Realtime: the private topic `ws:<workspace>`, to which the database broadcasts every revision
 * (supabase/migrations/20261120000600_upkeep.sql). One client per line, thrown away at its end.
 */
export function createSupabaseHints(deps: HintsDeps): Hints {
  return {
    open(workspaceId, { onOpen, onRevision, onEnd }) {
      let isOver = false;
      const realtime = createRealtime(deps);
      const channel = realtime?.client.channel(`ws:${workspaceId}`, { config: { private: true } });
      function hangUp(): void {
        if (isOver) return;
        isOver = true;
        channel?.teardown();
        realtime?.hangUp();
      }
      function end(why: string): void {
        if (isOver) return;
        hangUp();
        onEnd(why);
      }
      async function begin(): Promise<void> {
        const token = await deps.session.accessToken();
        if (!channel || !token.success) return end(token.success ? 'no server' : token.error.code);
        await realtime?.client.setAuth();
        if (isOver) return;
        channel.on('broadcast', { event: 'rev' }, ({ payload }: { payload?: unknown }) => {
          const told = hint.safeParse(payload);
          if (told.success && !isOver) onRevision(told.data.rev);
        });
        channel.subscribe((status, error) => {
          if (status !== 'SUBSCRIBED') end(`${status} ${error?.message ?? ''}`.trim());
          else if (!isOver) onOpen();
        });
      }
      void begin().catch((error: unknown) => end(String(error)));
      return hangUp;
    },
  };
}
