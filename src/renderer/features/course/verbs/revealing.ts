import type { VersionId } from '../../../../shared/domain/ids.ts';
import type { VerbDeps } from './verb-deps.ts';

export interface RevealingEdits {
  reveal(versionId: VersionId): Promise<unknown>;
}

export function revealingVerbs({ edits, onFailure }: VerbDeps<RevealingEdits>) {
  return {
    /** Shows the file in the system's file manager. */
    reveal(versionId: VersionId): void {
      edits.reveal(versionId).catch((error: unknown) => onFailure({ verb: 'reveal', error }));
    },
  };
}
