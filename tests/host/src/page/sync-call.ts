/** What is asked of the host. Each world may ask only its own: see `allowedKinds` in cdp/sync-calls.ts. */
export type SyncKind = 'ipc' | 'file' | 'input' | 'open' | 'permission-check' | 'permission-request' | 'unload';

/** Asks the host and waits for its answer, the page's thread standing still meanwhile. */
export type SyncCall = (kind: SyncKind, subject: unknown, text: string) => string;

/** Defined in the text that page-scripts.ts puts in front: it stops at a `debugger` statement. */
declare function pauseForHost(): void;

/**
 * Some of Electron's calls are synchronous (webUtils.getPathForFile, ipcRenderer.sendSync), and CDP has no way in that waits.
 * So the caller stops as if at a breakpoint; CDP still answers for a paused thread, the host reads `request` from this frame,
 * writes `request.answer` and resumes. The token proves that it is this code that stopped, not the page's own.
 */
export function createSyncCall(token: string): SyncCall {
  return function chromiumHostSyncCall(kind, subject, text) {
    const request = { token, kind, subject, text, answer: '' };
    pauseForHost();
    return request.answer;
  };
}
