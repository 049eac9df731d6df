import type { Outline } from '../../../../shared/domain/course.ts';
import type { Words } from '../../../../shared/messages/words.ts';
import type { OutlineStore } from '../outline-ui.ts';

/** An edit that main refused; `title` is what was typed. */
export interface EditFailure {
  readonly verb:
    | 'create'
    | 'createLesson'
    | 'duplicate'
    | 'rename'
    | 'renameMany'
    | 'editMany'
    | 'editSome'
    | 'editKind'
    | 'move'
    | 'reveal';
  readonly title?: string;
  /** Absent: the rest of the edit was done. */
  readonly error?: unknown;
}

/** What a group of verbs works with; `Edits` is how they reach main, each resolves when main has it. */
export interface VerbDeps<Edits> {
  /** The outline on screen now; it shows an edit before main has it. */
  readonly read: () => Outline | undefined;
  readonly store: OutlineStore;
  readonly edits: Edits;
  readonly t: Words;
  /** To the live region. */
  readonly say: (words: string) => void;
  /** To a toast, with *Undo* for so many steps. */
  readonly offerUndo: (words: string, steps: number) => void;
  readonly onFailure: (failure: EditFailure) => void;
}
