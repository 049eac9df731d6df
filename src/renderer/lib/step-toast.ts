import { toast } from 'sonner';

interface StepToastAction {
  readonly label: string;
  readonly onClick: () => void;
}

/** The one toast that tells the last step: a newer one replaces the older, whose *Undo* would be another's. */
export function toastStep(words: string, action: StepToastAction | null = null): void {
  toast(words, { id: 'step', duration: action ? 8_000 : 4_000, action: action ?? null });
}
