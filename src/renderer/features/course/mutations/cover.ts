import { mutationOptions } from '@tanstack/react-query';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { call } from '../../../lib/ipc-client.ts';

/** Not optimistic: which picture it is, the system's dialog says. That it changed, main tells every window. */
export const pickCover = mutationOptions({
  mutationFn: (courseId: CourseId) => call('cover.pick', { courseId }),
});

export const removeCover = mutationOptions({
  mutationFn: (courseId: CourseId) => call('cover.delete', { courseId }),
});
