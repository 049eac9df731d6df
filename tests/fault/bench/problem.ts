/**
 * What must not be, by what it would mean to a teacher. `wrong`: an object holds, or a receipt says, what it must not. `lost`: an upload or an object
 * is not there. `twice`: something is stored that belongs to nobody, or was sent although it was there. `stuck`: nothing gets on. `shown`: what was shown on the
 * way was not so. `broken`: a bug of the engine's. `bench`: one of the bench's own, or a process that nobody ended.
 */
export interface Problem {
  readonly kind: 'wrong' | 'lost' | 'twice' | 'stuck' | 'shown' | 'broken' | 'bench';
  readonly text: string;
}
export const problem = (kind: Problem['kind'], text: string): Problem => ({ kind, text });

/** What is broken of the bench says nothing of what it tells. */
export const isOfBench = ({ kind }: Problem): boolean => kind === 'bench';

/** Each once. */
export const distinct = (problems: readonly Problem[]): Problem[] => [
  ...new Map(problems.map((one) => [one.text, one])).values(),
];
