import type { QueryClient } from '@tanstack/react-query';
import type { ChapterId, LessonId } from '../../../../shared/domain/ids.ts';
import { call, type Output } from '../../../lib/ipc-client.ts';
import { chapterKind, chapterValuesOf } from '../forms/chapter-form.ts';
import { detailsKind, valuesOf } from '../forms/details-form.ts';
import { lessonKind, lessonValuesOf } from '../forms/lesson-form.ts';
import { chapterOf } from '../outline-rows.ts';
import { courseDetailsQuery, lessonQuery, outlineQuery } from '../queries.ts';
import type { CourseUnsaved } from './course-unsaved.ts';

type Draft = Output<'draft.listInCourse'>[number];

/** Opens the forms that have a draft, so that what was typed before is part of the next save, shown or not. */
export async function reopenForms(client: QueryClient, unsaved: CourseUnsaved): Promise<void> {
  const drafts = await call('draft.listInCourse', { courseId: unsaved.courseId });
  await Promise.all(drafts.map((draft) => reopen(client, unsaved, draft)));
}

async function reopen(client: QueryClient, unsaved: CourseUnsaved, draft: Draft): Promise<void> {
  const { form, entityId } = draft;
  const { courseId } = unsaved;
  if (form === detailsKind.form) {
    const details = await client.ensureQueryData(courseDetailsQuery(courseId));
    unsaved.open(detailsKind, { entityId, title: details.title, saved: valuesOf(details), draft });
  } else if (form === chapterKind.form) {
    const chapter = chapterOf(await client.ensureQueryData(outlineQuery(courseId)), entityId as ChapterId);
    if (chapter) unsaved.open(chapterKind, { entityId, title: chapter.title, saved: chapterValuesOf(chapter), draft });
  } else if (form === lessonKind.form) {
    const lesson = await client.ensureQueryData(lessonQuery(entityId as LessonId));
    unsaved.open(lessonKind, { entityId, title: lesson.title, saved: lessonValuesOf(lesson), draft });
  }
}
