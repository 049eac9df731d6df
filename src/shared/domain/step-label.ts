import { z } from 'zod';

/** What a mutation did, for undo menus and the outbox: a code of the message catalogue with its count and name. */
export const stepLabel = z.strictObject({
  code: z.enum([
    'course.create',
    'course.edit',
    'course.delete',
    'course.duplicate',
    'course.import',
    'course.refresh',
    'chapter.create',
    'chapter.rename',
    'chapter.delete',
    'chapter.move',
    'chapter.duplicate',
    'lesson.create',
    'lesson.rename',
    'lesson.delete',
    'lesson.move',
    'lesson.duplicate',
    'media.inspect',
    'media.store',
    'media.discard',
    'step.undo',
    'step.redo',
    'sync.restore',
    'trash.restore',
    'trash.purge',
    'version.make',
    'version.rename',
    'version.delete',
    'version.restore',
  ]),
  count: z.int().min(0),
  name: z.string(),
});
export type StepLabel = z.infer<typeof stepLabel>;
