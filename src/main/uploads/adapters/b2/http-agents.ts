import http from 'node:http';
import https from 'node:https';

/**
 * One pool of kept-alive connections for all calls of a client. The last one used is used next, so that the others
 * can fall idle and be closed.
 */
export function createAgents() {
  const options = { keepAlive: true, scheduling: 'lifo', timeout: 120_000 } as const;
  const agents = { http: new http.Agent(options), https: new https.Agent(options) };
  return {
    ...agents,
    /** Starts a request; nothing of it is sent before the caller writes. */
    request(url: URL, options: http.RequestOptions): http.ClientRequest {
      const isPlain = url.protocol === 'http:';
      const agent = isPlain ? agents.http : agents.https;
      return (isPlain ? http : https).request(url, { ...options, agent });
    },
    /** Drops all connections, those in use too. */
    destroy(): void {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}
export type Agents = ReturnType<typeof createAgents>;
