import { appCommands, type AppCommand } from '../../shared/domain/app-command.ts';

/** One part of the screen that can do a command. */
export interface CommandHandler {
  readonly run: () => void;
  /** Whether there is anything to do now: the palette leaves out what would do nothing. */
  readonly isPossible: () => boolean;
}

/** A verb for what is in front of one: the rows that are selected in the list of a screen. */
export interface OfferedVerb {
  readonly id: string;
  readonly label: string;
  readonly shortcut?: string | undefined;
  readonly run: () => void;
}

/** Brings a command (a key, a menu item, the palette) to the part of the screen that can do it now. */
export interface CommandBus {
  /** The latest handler of a command wins. Answers a function that takes it away again. */
  handle(command: AppCommand, handler: CommandHandler): () => void;
  /** What was chosen on the screen itself: a button, a line of a menu. Answers whether anybody could do it. */
  run(command: AppCommand): boolean;
  /** The same by a key or the application's menu, which are there behind a dialog, too: then it is answered first. */
  request(command: AppCommand): boolean;
  /** What would do something now, in the order of the list of commands. */
  possible(): readonly AppCommand[];
  /** A screen tells what can be done on it besides the commands; asked when somebody looks. Answers a function that ends it. */
  offer(read: () => readonly OfferedVerb[]): () => void;
  /** What the screens offer now. */
  offered(): readonly OfferedVerb[];
}

/**
 * What is done over a dialog, too: steps are taken back there as typing is, and these dialogs are closed by the key that
 * opens them.
 */
const overDialogs: ReadonlySet<AppCommand> = new Set(['undo', 'redo', 'history', 'palette', 'shortcuts']);

/** `isPageCovered`: a dialog lies over the page, and is answered first. */
export function createCommandBus(isPageCovered: () => boolean): CommandBus {
  const handlers = new Map<AppCommand, readonly CommandHandler[]>();
  const offers = new Set<() => readonly OfferedVerb[]>();
  const of = (command: AppCommand) => handlers.get(command) ?? [];
  const bus: CommandBus = {
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
      handler?.run();
      return handler !== undefined;
    },
    request: (command) => (overDialogs.has(command) || !isPageCovered()) && bus.run(command),
    possible: () => appCommands.filter((command) => of(command).at(-1)?.isPossible() === true),
    offer(read) {
      offers.add(read);
      return () => offers.delete(read);
    },
    offered: () => [...offers].flatMap((read) => read()),
  };
  return bus;
}
