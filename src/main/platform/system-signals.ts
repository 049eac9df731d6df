import { app, net, powerMonitor } from 'electron';

/** `power`: plugged in or out. `online` is told when the network comes; its going is found out by those who use it, since systems are often wrong. */
export type SystemSignal = 'suspend' | 'resume' | 'online' | 'focus' | 'power' | 'shutdown';

/** Electron has no event for it; asking costs next to nothing. */
const ASK_EVERY_MS = 2_000;

/** Tells what happens to the computer. Call after the app is ready; the answer ends it. */
export function watchSystem(tell: (signal: SystemSignal) => void): () => void {
  const suspended = (): void => tell('suspend');
  const resumed = (): void => tell('resume');
  const powered = (): void => tell('power');
  const goesDown = (): void => tell('shutdown');
  const focused = (): void => tell('focus');
  powerMonitor.on('suspend', suspended);
  powerMonitor.on('resume', resumed);
  powerMonitor.on('unlock-screen', resumed);
  powerMonitor.on('shutdown', goesDown);
  powerMonitor.on('on-ac', powered);
  powerMonitor.on('on-battery', powered);
  app.on('browser-window-focus', focused);
  let wasOnline = net.isOnline();
  const timer = setInterval(() => {
    const isOnline = net.isOnline();
    if (isOnline && !wasOnline) tell('online');
    wasOnline = isOnline;
  }, ASK_EVERY_MS);
  return () => {
    clearInterval(timer);
    powerMonitor.off('suspend', suspended);
    powerMonitor.off('resume', resumed);
    powerMonitor.off('unlock-screen', resumed);
    powerMonitor.off('shutdown', goesDown);
    powerMonitor.off('on-ac', powered);
    powerMonitor.off('on-battery', powered);
    app.off('browser-window-focus', focused);
  };
}
