import { create } from 'zustand';
import type { HistoryDirection } from '../../shared/domain/history.ts';
import { currentStep, NO_STEP } from '../lib/current-step.ts';

/** What was done on a screen and is not in main's history yet: a row struck through until it is saved. */
export interface LocalStep {
  /** As the words of a step of main's: “deletion of …”. */
  readonly words: string;
  /** False once it was taken back in another way: there is nothing to undo any more. */
  readonly isDone: () => boolean;
  readonly undo: () => void;
  readonly redo: () => void;
}
interface KeptStep extends LocalStep {
  readonly owner: object;
  /** The last step of main's history when it was done: undo takes back what is newer before it, and no older one. */
  readonly at: Promise<number>;
  readonly atN: number | null;
}
type Steps = Readonly<Record<HistoryDirection, readonly KeptStep[]>>;

const useLocalSteps = create<Steps>(() => ({ undo: [], redo: [] }));
const other = { undo: 'redo', redo: 'undo' } as const;

/** Notes what `owner`, a screen, has just done. */
export function addLocalStep(owner: object, step: LocalStep): void {
  const at = currentStep();
  const kept: KeptStep = { ...step, owner, at, atN: null };
  useLocalSteps.setState(({ undo }) => ({ undo: [...undo, kept], redo: [] }));
  void at.then((atN) =>
    useLocalSteps.setState(({ undo }) => ({ undo: undo.map((one) => (one === kept ? { ...one, atN } : one)) })),
  );
}

/** Undoes (or redoes) the last step of a screen, when nothing in main's history came after it; answers its words. Null: ask main. */
export async function takeLocalStep(direction: HistoryDirection): Promise<string | null> {
  const step = liveSteps(useLocalSteps.getState(), direction).at(-1);
  if (!step) return null;
  const [now, at] = await Promise.all([currentStep(), step.at]);
  if (now !== at || at === NO_STEP) return null;
  step[direction]();
  useLocalSteps.setState((steps) => ({
    [direction]: steps[direction].filter(({ at: one }) => one !== step.at),
    [other[direction]]: [...steps[other[direction]], { ...step, atN: at }],
  }));
  return step.words;
}

/** The screen has saved them, given them up, or is gone. */
export function dropLocalSteps(owner: object): void {
  const keep = (steps: readonly KeptStep[]) => steps.filter((step) => step.owner !== owner);
  useLocalSteps.setState(({ undo, redo }) => ({ undo: keep(undo), redo: keep(redo) }));
}

/** The step that undo (or redo) would take next, after `currentN` of main's history; null when that is main's. */
export function useLocalStep(direction: HistoryDirection, now: number | undefined): string | null {
  const step = useLocalSteps((steps) => liveSteps(steps, direction).at(-1) ?? null);
  return step && step.atN === now ? step.words : null;
}

const liveSteps = (steps: Steps, direction: HistoryDirection): readonly KeptStep[] =>
  steps[direction].filter((step) => step.isDone() === (direction === 'undo'));
