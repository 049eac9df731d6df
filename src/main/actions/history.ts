import { ok } from '../../shared/ipc/result.ts';
import type { Undo } from '../db/undo.ts';
import type { Handlers } from '../ipc/router.ts';

type HistoryHandlers = Pick<Handlers, Extract<keyof Handlers, `history.${string}`>>;

export function createHistoryActions(undo: Undo): HistoryHandlers {
  return {
    'history.peek': () => ok(undo.peek()),
    'history.list': (page) => ok(undo.list(page)),
    'history.undo': () => undo.undo(),
    'history.redo': () => undo.redo(),
    'history.getQuestion': ({ direction }) => ok(undo.question(direction)),
    'history.resolve': (answer) => undo.resolve(answer),
    'history.goTo': ({ n }) => undo.goTo(n),
  };
}
