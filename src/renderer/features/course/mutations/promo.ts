import { mutationOptions } from '@tanstack/react-query';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { call, type Input } from '../../../lib/ipc-client.ts';

/** Not shown before main has looked at the file: it gives it its id. That it changed, main tells every window. */
export const setPromo = mutationOptions({
  mutationFn: (chosen: Input<'promo.set'>) => call('promo.set', chosen),
});

export const removePromo = mutationOptions({
  mutationFn: (courseId: CourseId) => call('promo.delete', { courseId }),
});
