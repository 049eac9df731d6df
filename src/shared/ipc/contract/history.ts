import { z } from 'zod';
import { historyChoice, historyDirection, historyEntry, historyQuestion } from '../../domain/history.ts';
import { outlineChanges } from '../../domain/outline-changes.ts';
import { stepLabel } from '../../domain/step-label.ts';
import { command, query, writeErrors } from '../define.ts';

const step = stepLabel.nullable();
const stepNumber = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
/** `outline`: what became of the one outline that the step is in; null: read again what is changed. */
const outline = outlineChanges.nullable();
const taken = z.strictObject({ label: stepLabel, outline });
const stepErrors = ['NOTHING_TO_UNDO', 'CHANGED_SINCE', ...writeErrors] as const;

export const historyRoutes = {
  /** The labels of what undo and redo would do next; null when there is nothing. `currentN`: as in `history.list`. */
  'history.peek': query({
    input: z.strictObject({}),
    output: z.strictObject({ undo: step, redo: step, currentN: z.int() }),
    errors: [],
  }),
  /** The steps from the newest to the oldest, below `before`. `currentN` is the last that is not undone; 0: none. */
  'history.list': query({
    input: z.strictObject({ before: stepNumber.nullable(), limit: z.int().min(1).max(200) }),
    output: z.strictObject({ steps: z.array(historyEntry), currentN: z.int(), hasMore: z.boolean() }),
    errors: [],
  }),
  'history.undo': command({ input: z.strictObject({}), output: taken, errors: stepErrors }),
  'history.redo': command({ input: z.strictObject({}), output: taken, errors: stepErrors }),
  /** What changed since the step that undo (or redo) would do next; null when nothing did. */
  'history.getQuestion': query({
    input: z.strictObject({ direction: historyDirection }),
    output: historyQuestion.nullable(),
    errors: [],
  }),
  /** The answer to that question. NOT_FOUND: the step is not the next one any more. */
  'history.resolve': command({
    input: z.strictObject({ n: stepNumber, direction: historyDirection, choice: historyChoice }),
    output: taken,
    errors: ['NOT_FOUND', ...writeErrors],
  }),
  /**
   * Undoes or redoes until `n` is the last step that is done (0: none is), in one go. Stops at the first step that was
   * changed since, and says in which direction it was going.
   */
  'history.goTo': command({
    input: z.strictObject({ n: stepNumber }),
    output: z.strictObject({ moved: z.int(), stoppedBy: historyDirection.nullable(), outline }),
    errors: ['NOT_FOUND', ...writeErrors],
  }),
};
