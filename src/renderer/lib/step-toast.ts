import { toast } from 'sonner';
import { currentStep, NO_STEP } from './current-step.ts';

interface StepToastAction {
  readonly label: string;
  readonly onClick: () => void;
}

let shown = 0;
/** The last step when the toast came up with an action; null: there is none that offers one. */
let offeredAt: Promise<number> | null = null;
/** A toast that is on its way out takes no new words with it: the next one is another. */
const leave = (nth: number) => {
  if (nth !== shown) return;
  shown += 1;
  offeredAt = null;
};

const idOf = (nth: number): string => `step-${String(nth)}`;

/**
 * The one toast that tells the last step: a newer one takes its place, since its *Undo* would be another's. Its action
 * runs once.
 */
export function toastStep(words: string, action: StepToastAction | null = null): void {
  const nth = shown;
  offeredAt = action && currentStep();
  toast(words, {
    id: idOf(nth),
    duration: action ? 8_000 : 4_000,
    action: action && { label: action.label, onClick: once(action.onClick) },
    onAutoClose: () => leave(nth),
    onDismiss: () => leave(nth),
  });
}

/**
 * Call it when there may be a newer step: one that no toast tells (a title typed in its row), or of another
 * window. The older step's *Undo* would take back the newer one.
 */
export async function dropPassedToast(): Promise<void> {
  const held = offeredAt;
  if (!held) return;
  const [then, now] = await Promise.all([held, currentStep()]);
  // Meanwhile another toast may have taken its place.
  if (held !== offeredAt || then === now || then === NO_STEP || now === NO_STEP) return;
  toast.dismiss(idOf(shown));
  leave(shown);
}

function once(run: () => void) {
  let isDone = false;
  return (event: { preventDefault(): void }) => {
    // It would close, and take along what the action has to say in its place.
    event.preventDefault();
    if (!isDone) run();
    isDone = true;
  };
}
