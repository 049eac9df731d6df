import type { CdpSession } from '../cdp/session.ts';

/** Chromium's name of the world that preloads live in, the same as Electron's. */
export const ISOLATED_WORLD_NAME = 'Electron Isolated Context';

interface World {
  frameId: string;
  isIsolated: boolean;
}

/** The JavaScript worlds of a page's documents, by the id of their execution context. A new document has new ones. */
export class Worlds {
  readonly #worlds = new Map<number, World>();

  follow(session: CdpSession): void {
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const { frameId, isDefault } = context.auxData as { frameId?: string; isDefault?: boolean };
      const isIsolated = context.name === ISOLATED_WORLD_NAME;
      if (frameId !== undefined && (isIsolated || isDefault)) this.#worlds.set(context.id, { frameId, isIsolated });
    });
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) =>
      this.#worlds.delete(executionContextId),
    );
    session.on('Runtime.executionContextsCleared', () => this.#worlds.clear());
    session.on('Inspector.targetCrashed', () => this.#worlds.clear());
    void session.gone.then(() => this.#worlds.clear());
  }

  /** The isolated world of the frame's present document; the last one made, where one is on its way out. */
  isolatedOf(frameId: string): number | null {
    return this.#find(frameId, true);
  }

  /** The page's own world of the frame's present document. */
  mainOf(frameId: string): number | null {
    return this.#find(frameId, false);
  }

  /** Every isolated world there is, of all frames. */
  allIsolated(): number[] {
    return [...this.#worlds].filter(([, world]) => world.isIsolated).map(([id]) => id);
  }

  /** The frame whose present document this isolated world belongs to; null once that document is gone. */
  frameOfIsolated(contextId: number): string | null {
    const world = this.#worlds.get(contextId);
    return world?.isIsolated && this.isolatedOf(world.frameId) === contextId ? world.frameId : null;
  }

  #find(frameId: string, isIsolated: boolean): number | null {
    const found = [...this.#worlds].findLast(
      ([, world]) => world.frameId === frameId && world.isIsolated === isIsolated,
    );
    return found?.[0] ?? null;
  }
}
