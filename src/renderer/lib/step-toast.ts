import { toast } from 'sonner';

interface StepToastAction {
  readonly label: string;
  readonly onClick: () => void;
}

let shown = 0;
/** A toast that is on its way out takes no new words with it: the next one is another. */
const leave = () => {
  shown += 1;
};

/**
 * The one toast that tells the last step: a newer one takes its place, since its *Undo* would be another's. Its action
 * runs once.
 */
export function toastStep(words: string, action: StepToastAction | null = null): void {
  toast(words, {
    id: `step-${String(shown)}`,
    duration: action ? 8_000 : 4_000,
    action: action && { label: action.label, onClick: once(action.onClick) },
    onAutoClose: leave,
    onDismiss: leave,
  });
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
