import type { Cue, CueSheet } from '../../../../shared/domain/cues.ts';

/** What the editor shows. A new object with every change. */
export interface EditorState {
  readonly sheet: CueSheet;
  /** The cue that is open; null: none. */
  readonly openKey: number | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly isDirty: boolean;
}
export interface Change {
  /** The cue that is open afterwards; left out: the one that was. */
  readonly openKey?: number | null;
  /** Changes of one kind to one cue, one after the other, are one step: the typing of a text. */
  readonly as?: string;
}
interface EditorDeps {
  readonly sheet: CueSheet;
  /** What was typed before and not saved; null: nothing. */
  readonly restored: CueSheet | null;
  /** Called with every change; null: as it is saved. */
  readonly onChange: (sheet: CueSheet | null) => void;
}
interface Step {
  readonly cues: readonly Cue[];
  readonly openKey: number | null;
}
export type CueEditor = ReturnType<typeof createCueEditor>;

const MOST_STEPS = 500;

/** The cues of one caption file while they are edited, with the steps back. */
export function createCueEditor({ sheet: saved, restored, onChange }: EditorDeps) {
  const first = restored ?? saved;
  let past: readonly Step[] = [];
  let future: readonly Step[] = [];
  let kind: string | undefined;
  let state = stateOf(first.cues, first.cues[0]?.key ?? null);
  const listeners = new Set<() => void>();

  function stateOf(cues: readonly Cue[], openKey: number | null): EditorState {
    const isDirty = cues !== saved.cues;
    const [canUndo, canRedo] = [past.length > 0, future.length > 0];
    return { sheet: { ...first, cues }, openKey, canUndo, canRedo, isDirty };
  }
  function show(cues: readonly Cue[], openKey: number | null): void {
    const isEdit = cues !== state.sheet.cues;
    state = stateOf(cues, openKey);
    if (isEdit) onChange(state.isDirty ? state.sheet : null);
    for (const listener of listeners) listener();
  }
  const here = (): Step => ({ cues: state.sheet.cues, openKey: state.openKey });

  function go(from: readonly Step[], to: readonly Step[]): readonly [readonly Step[], readonly Step[], Step] | null {
    const step = from.at(-1);
    return step ? [from.slice(0, -1), [...to, here()], step] : null;
  }

  return {
    get: () => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    change(cues: readonly Cue[], { openKey = state.openKey, as }: Change = {}): void {
      if (as === undefined || as !== kind) past = [...past, here()].slice(-MOST_STEPS);
      kind = as;
      future = [];
      show(cues, openKey);
    },
    open(openKey: number | null): void {
      kind = undefined;
      show(state.sheet.cues, openKey);
    },
    undo(): void {
      const gone = go(past, future);
      if (!gone) return;
      [past, future] = gone;
      kind = undefined;
      show(gone[2].cues, gone[2].openKey);
    },
    redo(): void {
      const gone = go(future, past);
      if (!gone) return;
      [future, past] = gone;
      kind = undefined;
      show(gone[2].cues, gone[2].openKey);
    },
    /** As it is saved: what was typed goes, and can be had again by undo. */
    reset(): void {
      past = [...past, here()];
      future = [];
      show(saved.cues, saved.cues[0]?.key ?? null);
    },
  };
}
