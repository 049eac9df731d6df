import type { AppCommand } from './shortcuts.ts';

type Handler = () => void;

/** Brings a command (a key, a menu item) to the part of the screen that can do it now. */
export interface CommandBus {
  /** The latest handler of a command wins. Answers a function that takes it away again. */
  handle(command: AppCommand, handler: Handler): () => void;
  /** Answers whether anybody could do it. */
  run(command: AppCommand): boolean;
}

export function createCommandBus(): CommandBus {
  const handlers = new Map<AppCommand, readonly Handler[]>();
  const of = (command: AppCommand) => handlers.get(command) ?? [];
  return {
    handle(command, handler) {
      handlers.set(command, [...of(command), handler]);
      return () =>
        handlers.set(
          command,
          of(command).filter((other) => other !== handler),
        );
    },
    run(command) {
      const handler = of(command).at(-1);
      handler?.();
      return handler !== undefined;
    },
  };
}
