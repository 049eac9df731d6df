import { mutationOptions } from '@tanstack/react-query';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { call, type Input } from '../../../lib/ipc-client.ts';

/** Not shown before main has kept the picture: it gives the file its id. That it changed, main tells every window. */
export const setCover = mutationOptions({
  mutationFn: (chosen: Input<'cover.set'>) => call('cover.set', chosen),
});

export const removeCover = mutationOptions({
  mutationFn: (courseId: CourseId) => call('cover.delete', { courseId }),
});
