import { mutationOptions } from '@tanstack/react-query';
import type { LessonId } from '../../../../shared/domain/ids.ts';
import { call, type Input } from '../../../lib/ipc-client.ts';

/** As main has it when it has answered: another window may have taken the captions off. */
export const setCaption = mutationOptions({
  mutationFn: (changed: Input<'lesson.setCaption'>) => call('lesson.setCaption', changed),
});

/** Asks for files; none when the dialog was closed. */
export const pickCaptions = mutationOptions({
  mutationFn: (lessonId: LessonId) => call('caption.pickFiles', { lessonId }),
});

export const addCaptions = mutationOptions({
  mutationFn: (dropped: Input<'caption.createFromFiles'>) => call('caption.createFromFiles', dropped),
});

/** Captions that were written here. */
export const createCaption = mutationOptions({
  mutationFn: (caption: Input<'caption.create'>) => call('caption.create', caption),
});

/** The same with the cues that were edited. */
export const saveCaption = mutationOptions({
  mutationFn: (caption: Input<'caption.save'>) => call('caption.save', caption),
});

/** Shown when main has made the file: it gives it its id. */
export const fixCaption = mutationOptions({
  mutationFn: (caption: Input<'caption.resolveFaults'>) => call('caption.resolveFaults', caption),
});
