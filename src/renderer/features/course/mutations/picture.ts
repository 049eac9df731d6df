import { mutationOptions } from '@tanstack/react-query';
import type { LessonId } from '../../../../shared/domain/ids.ts';
import { call, type Input } from '../../../lib/ipc-client.ts';

/** Not optimistic: which picture it is, the system's dialog says. */
export const pickPicture = mutationOptions({ mutationFn: (lessonId: LessonId) => call('picture.pick', { lessonId }) });

/** Not shown before main has kept the picture: it gives it the name that the text has for it. */
export const addPicture = mutationOptions({
  mutationFn: (input: Input<'picture.create'>) => call('picture.create', input),
});
