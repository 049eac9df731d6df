import type { OpenWatcher } from './ports.ts';

export interface EarsDeps {
  readonly root: string;
  readonly open: OpenWatcher;
  readonly nowMs: () => number;
  readonly onHint: () => void;
  /** There are no events any more, or there are again. */
  readonly onFault: () => void;
}

/** After a fault (no handles left) events are tried again so late: other programs have to let go first. */
const TRY_AGAIN_MS = 10 * 60_000;

/** The watcher of a folder: opened while the folder is there, given up for a while when the system has none to give. */
export function createEars({ root, open, nowMs, onHint, onFault }: EarsDeps) {
  let watcher: ReturnType<OpenWatcher> | null = null;
  let faultCode = '';
  let notBeforeMs = 0;

  async function close(): Promise<void> {
    const closing = watcher;
    watcher = null;
    await closing?.close();
  }
  function fail(code: string): void {
    faultCode = code;
    notBeforeMs = nowMs() + TRY_AGAIN_MS;
    void close();
    onFault();
  }
  return {
    close,
    /** Why there are no events; empty when there are. */
    fault: (): string => faultCode,
    open(): void {
      if (watcher || (faultCode !== '' && nowMs() < notBeforeMs)) return;
      faultCode = '';
      let isMine = true;
      const made = open(root, {
        onHint: () => void (isMine && onHint()),
        onFault: (code) => {
          if (isMine) fail(code);
        },
      });
      watcher = {
        close() {
          isMine = false;
          return made.close();
        },
      };
    },
  };
}
