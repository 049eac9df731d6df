import { mutationOptions } from '@tanstack/react-query';
import type { LessonDetail } from '../../../../shared/domain/course.ts';
import { call, type Output } from '../../../lib/ipc-client.ts';
import { withSaved } from '../outline-saves.ts';
import { courseKeys } from '../queries.ts';
import type { CourseSave } from '../unsaved/form-kind.ts';
import { patchOutline, putBack, reconcile } from './outline-patch.ts';

type Details = Output<'course.getDetails'>;

type LessonChange = NonNullable<CourseSave['lessons']>[number]['details'];

function lessonAfter(lesson: LessonDetail, { quiz, link, ...changed }: LessonChange): LessonDetail {
  const after = { ...lesson, ...(changed as Partial<LessonDetail>) };
  if (quiz === undefined && link === undefined) return after;
  const content = { ...lesson.content, ...(quiz !== undefined && { quiz }), ...(link !== undefined && { link }) };
  return { ...after, content };
}

/** *Save changes*: forms and pending deletes, in the details, the outline and the inspector at once. */
export const saveCourse = mutationOptions({
  mutationFn: (save: CourseSave) => call('course.saveAll', save),
  onMutate: async (save, { client }) => {
    const { courseId, details = {}, lessons = [] } = save;
    const queryKey = courseKeys.details(courseId);
    await Promise.all([client.cancelQueries({ queryKey }), client.cancelQueries({ queryKey: courseKeys.lessons })]);
    const held = client.getQueryData<Details>(queryKey);
    if (held) client.setQueryData<Details>(queryKey, { ...held, ...(details as Partial<Details>) });
    const read = lessons.map(({ lessonId, details: changed }) => {
      const key = courseKeys.lesson(lessonId);
      const lesson = client.getQueryData<LessonDetail>(key);
      if (lesson) client.setQueryData<LessonDetail>(key, lessonAfter(lesson, changed));
      return { key, lesson };
    });
    return { details: held, read, outline: await patchOutline(client, save, (outline) => withSaved(outline, save)) };
  },
  onError: (_error, save, before, { client }) => {
    client.setQueryData(courseKeys.details(save.courseId), before?.details);
    for (const { key, lesson } of before?.read ?? []) client.setQueryData(key, lesson);
    putBack(client, save, before?.outline);
  },
  onSettled: (_data, _error, save, _before, { client }) => {
    reconcile(client, save);
    void client.invalidateQueries({ queryKey: courseKeys.lessons });
    return client.invalidateQueries({ queryKey: courseKeys.details(save.courseId) });
  },
});
