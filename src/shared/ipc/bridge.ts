import type { Result } from './result.ts';

/** The only two channels there are. */
export const INVOKE_CHANNEL = 'lectern:invoke';
export const EVENT_CHANNEL = 'lectern:event';

/** What the preload puts on `window.lectern`. Types are derived from the contract by the renderer's client. */
export interface LecternBridge {
  invoke(route: string, input: unknown): Promise<Result<unknown>>;
  /** Answers a function that ends the subscription. */
  subscribe(listener: (name: string, payload: unknown) => void): () => void;
  /** Absolute paths of dropped files and folders; main re-checks every one. */
  pathsForFiles(files: readonly unknown[]): string[];
}
