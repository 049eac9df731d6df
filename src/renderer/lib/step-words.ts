import type { StepLabel } from '../../shared/domain/step-label.ts';
import type { Words } from '../../shared/messages/words.ts';

/** A step as it reads after "Undo": "move of 3 lessons". */
export function stepWords(t: Words, { code, count, name }: StepLabel): string {
  return t(`step.${code}`, { count, name });
}
