import type { CdpSession } from '../cdp/session.ts';
import { WORKER } from '../page-scripts.ts';
import type { PageHost } from './page-host.ts';

/** Tells the host which requests are given up. Bodies are not kept for an inspector that does not exist. */
export function watchRequests(session: CdpSession, host: PageHost): Promise<unknown> {
  session.on('Network.loadingFailed', ({ requestId }) => host.requestCancelled(requestId));
  return session.send('Network.enable', { maxTotalBufferSize: 0, maxResourceBufferSize: 0 });
}

/** Gives the page's dedicated workers a `fetch` that knows the app's schemes, before their own code runs. */
export function followWorkers(session: CdpSession, host: PageHost): Promise<unknown> {
  session.on('Target.attachedToTarget', ({ sessionId }) => {
    const worker = host.sessionOf(sessionId);
    const expression = host.scripts.run(WORKER, JSON.stringify(host.schemes.all));
    worker.post('Runtime.evaluate', { expression });
    watchRequests(worker, host).catch(() => {}); // a worker that is over already
    void followWorkers(worker, host).catch(() => {});
    worker.post('Runtime.runIfWaitingForDebugger');
  });
  const filter = [{ type: 'worker' }];
  return session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
    filter,
  });
}
