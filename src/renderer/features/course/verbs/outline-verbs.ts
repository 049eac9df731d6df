import { addingVerbs, type AddingEdits } from './adding.ts';
import { deletingVerbs, type DeletingEdits } from './deleting.ts';
import { fillingVerbs, type FillingEdits } from './filling.ts';
import { movingVerbs, type MovingEdits } from './moving.ts';
import { renamingVerbs, type RenamingEdits } from './renaming.ts';
import { revealingVerbs, type RevealingEdits } from './revealing.ts';
import type { VerbDeps } from './verb-deps.ts';

export type OutlineEdits = AddingEdits & DeletingEdits & FillingEdits & MovingEdits & RenamingEdits & RevealingEdits;
export type OutlineVerbs = ReturnType<typeof createOutlineVerbs>;

/** What one can do in the outline; on the selected rows unless a row is given. Made once for a page. */
export function createOutlineVerbs(deps: VerbDeps<OutlineEdits>) {
  return {
    ...addingVerbs(deps),
    ...renamingVerbs(deps),
    ...deletingVerbs(deps),
    ...fillingVerbs(deps),
    ...movingVerbs(deps),
    ...revealingVerbs(deps),
  };
}
