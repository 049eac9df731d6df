import { mutationOptions } from '@tanstack/react-query';
import type { CourseId } from '../../../shared/domain/ids.ts';
import { call, type Input } from '../../lib/ipc-client.ts';

/** Asks where to save it, then writes; a null name when nowhere was chosen. */
export const saveSheet = mutationOptions({ mutationFn: (courseId: CourseId) => call('sheet.save', { courseId }) });

/** The system's file picker; a null path when it was closed. */
export const pickSheet = mutationOptions({ mutationFn: () => call('sheet.pick', {}) });

/** Not optimistic: new rows have their ids from main. */
export const applySheet = mutationOptions({
  mutationFn: (input: Input<'sheet.apply'>) => call('sheet.apply', input),
});
