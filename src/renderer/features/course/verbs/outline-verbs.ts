import { addingVerbs, type AddingEdits } from './adding.ts';
import { deletingVerbs, type DeletingEdits } from './deleting.ts';
import { duplicatingVerbs, type DuplicatingEdits } from './duplicating.ts';
import { editingVerbs, type EditingEdits } from './editing.ts';
import { fillingVerbs, type FillingEdits } from './filling.ts';
import { movingVerbs, type MovingEdits } from './moving.ts';
import { renamingVerbs, type RenamingEdits } from './renaming.ts';
import { revealingVerbs, type RevealingEdits } from './revealing.ts';
import { sendingVerbs, type SendingEdits } from './sending.ts';
import type { VerbDeps } from './verb-deps.ts';

export type OutlineEdits = AddingEdits &
  DeletingEdits &
  DuplicatingEdits &
  EditingEdits &
  FillingEdits &
  MovingEdits &
  RenamingEdits &
  RevealingEdits &
  SendingEdits;
export type OutlineVerbs = ReturnType<typeof createOutlineVerbs>;

/** What one can do in the outline; on the selected rows unless a row is given. Made once for a page. */
export function createOutlineVerbs(deps: VerbDeps<OutlineEdits>) {
  const moving = movingVerbs(deps);
  return {
    ...addingVerbs(deps),
    ...renamingVerbs(deps),
    ...deletingVerbs(deps),
    ...duplicatingVerbs(deps),
    ...editingVerbs(deps),
    ...fillingVerbs(deps),
    ...moving,
    ...sendingVerbs(deps, moving.drop),
    ...revealingVerbs(deps),
  };
}
