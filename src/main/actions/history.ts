import { ok, type Result } from '../../shared/ipc/result.ts';
import type { OutlineChangesTable } from '../db/tables/outline-changes.ts';
import type { Undo } from '../db/undo.ts';
import type { Handlers } from '../ipc/router.ts';

type HistoryHandlers = Pick<Handlers, Extract<keyof Handlers, `history.${string}`>>;
type Written = Parameters<OutlineChangesTable['ofOne']>[0];

export function createHistoryActions(deps: { undo: Undo; outlineChanges: OutlineChangesTable }): HistoryHandlers {
  const { undo } = deps;
  /** What was written is told as what became of the outline, so that the page need not wait until all of it is read again. */
  function told<Step extends { readonly changed: Written }, Code extends string>(step: Result<Step, Code>) {
    if (!step.success) return step;
    const { changed, ...rest } = step.data;
    return ok({ ...rest, outline: deps.outlineChanges.ofOne(changed) });
  }
  return {
    'history.peek': () => ok(undo.peek()),
    'history.list': (page) => ok(undo.list(page)),
    'history.undo': () => told(undo.undo()),
    'history.redo': () => told(undo.redo()),
    'history.getQuestion': ({ direction }) => ok(undo.question(direction)),
    'history.resolve': (answer) => told(undo.resolve(answer)),
    'history.goTo': ({ n }) => told(undo.goTo(n)),
  };
}
