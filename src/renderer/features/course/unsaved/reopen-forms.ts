import type { QueryClient } from '@tanstack/react-query';
import type { LessonDetail } from '../../../../shared/domain/course.ts';
import type { ChapterId, LessonId } from '../../../../shared/domain/ids.ts';
import { call, type Output } from '../../../lib/ipc-client.ts';
import { chapterKind, chapterValuesOf } from '../forms/chapter-form.ts';
import { detailsKind, valuesOf } from '../forms/details-form.ts';
import { lessonKind, lessonValuesOf } from '../forms/lesson-form.ts';
import { lessonLinkKind, linkValuesOf } from '../forms/lesson-link-form.ts';
import { lessonMarksKind, marksValuesOf } from '../forms/lesson-marks-form.ts';
import { lessonQuizKind, quizValuesOf } from '../forms/lesson-quiz-form.ts';
import { lessonTextKind } from '../forms/lesson-text-form.ts';
import { chapterOf } from '../outline-rows.ts';
import { courseDetailsQuery, lessonQuery, outlineQuery } from '../queries.ts';
import type { CourseUnsaved } from './course-unsaved.ts';
import type { FormKind, FormTexts } from './form-kind.ts';

type Draft = Output<'draft.open'>;
type DraftRef = Output<'draft.listInCourse'>[number];

/** Opens the forms that have a draft, so that what was typed before is part of the next save, shown or not. */
export async function reopenForms(client: QueryClient, unsaved: CourseUnsaved): Promise<void> {
  const refs = await call('draft.listInCourse', { courseId: unsaved.courseId });
  await Promise.all(refs.map((ref) => reopen(client, unsaved, ref)));
}

async function reopen(client: QueryClient, unsaved: CourseUnsaved, { form, entityId }: DraftRef): Promise<void> {
  const { courseId } = unsaved;
  const openLesson = lessonForms.find((one) => one.form === form)?.open;
  // Of the others (titles, pending deletes) the page asks by itself.
  if (!openLesson && form !== detailsKind.form && form !== chapterKind.form) return;
  const draft = await call('draft.open', { form, entityId });
  if (openLesson) openLesson(unsaved, await client.ensureQueryData(lessonQuery(entityId as LessonId)), draft);
  else if (form === detailsKind.form) {
    const details = await client.ensureQueryData(courseDetailsQuery(courseId));
    unsaved.open(detailsKind, { entityId, title: details.title, saved: valuesOf(details), draft });
  } else {
    const chapter = chapterOf(await client.ensureQueryData(outlineQuery(courseId)), entityId as ChapterId);
    if (chapter) unsaved.open(chapterKind, { entityId, title: chapter.title, saved: chapterValuesOf(chapter), draft });
  }
}

const lessonForm = <Values extends FormTexts>(kind: FormKind<Values>, savedOf: (lesson: LessonDetail) => Values) => ({
  form: kind.form,
  open: (unsaved: CourseUnsaved, lesson: LessonDetail, draft: Draft) =>
    void unsaved.open(kind, { entityId: lesson.lessonId, title: lesson.title, saved: savedOf(lesson), draft }),
});
const lessonForms = [
  lessonForm(lessonKind, lessonValuesOf),
  lessonForm(lessonTextKind, ({ body }) => ({ body })),
  lessonForm(lessonLinkKind, ({ content }) => linkValuesOf(content)),
  lessonForm(lessonQuizKind, ({ content }) => quizValuesOf(content)),
  lessonForm(lessonMarksKind, ({ content }) => marksValuesOf(content)),
];
