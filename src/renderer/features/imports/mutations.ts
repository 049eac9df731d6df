import { mutationOptions } from '@tanstack/react-query';
import type { PlanId } from '../../../shared/domain/ids.ts';
import { call, type Input } from '../../lib/ipc-client.ts';

/** Looks through dropped paths; answers the plan, or what differs from the course. Writes nothing. */
export const scanPaths = mutationOptions({
  mutationKey: ['import', 'scan'],
  mutationFn: (input: Input<'import.scan'>) => call('import.scan', input),
});

/** The system's folder picker, then the same; null when it was closed. */
export const pickFolder = mutationOptions({
  mutationKey: ['import', 'pick'],
  mutationFn: (input: Input<'import.pickFolder'>) => call('import.pickFolder', input),
});

/** The same for files. */
export const pickFiles = mutationOptions({
  mutationKey: ['import', 'pick-files'],
  mutationFn: (input: Input<'import.pickFiles'>) => call('import.pickFiles', input),
});

/** Not optimistic: the course has its ids from main, and the page waits for them. */
export const applyPlan = mutationOptions({
  mutationKey: ['import', 'apply'],
  mutationFn: (input: Input<'import.apply'>) => call('import.apply', input),
});

export const discardPlan = mutationOptions({
  mutationKey: ['import', 'discard'],
  mutationFn: (planId: PlanId) => call('import.discard', { planId }),
});
