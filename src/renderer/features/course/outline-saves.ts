import type { Outline, OutlineChapter, OutlineLesson } from '../../../shared/domain/course.ts';
import type { CourseSave } from './unsaved/form-kind.ts';

/** The outline as *Save changes* leaves it; rows that it does not touch keep their identity. */
export function withSaved(outline: Outline, { chapters = [], lessons = [], deletes = [] }: CourseSave): Outline {
  const gone = new Set<string>(deletes);
  const ofChapter = new Map(chapters.map(({ chapterId, details }) => [chapterId, details.description]));
  const ofLesson = new Map(lessons.map(({ lessonId, details }) => [lessonId, details]));
  function lessonAfter(lesson: OutlineLesson): OutlineLesson {
    const { body: _body, quiz: _quiz, link: _link, ...changed } = ofLesson.get(lesson.lessonId) ?? {};
    return Object.keys(changed).length === 0 ? lesson : ({ ...lesson, ...changed } as OutlineLesson);
  }
  function chapterAfter(chapter: OutlineChapter): OutlineChapter {
    const left = chapter.lessons.filter(({ lessonId }) => !gone.has(lessonId)).map(lessonAfter);
    const isSame = left.length === chapter.lessons.length && left.every((one, at) => one === chapter.lessons[at]);
    const description = ofChapter.get(chapter.chapterId) ?? chapter.description;
    if (isSame && description === chapter.description) return chapter;
    return { ...chapter, description, lessons: isSame ? chapter.lessons : left };
  }
  return {
    ...outline,
    chapters: outline.chapters.filter(({ chapterId }) => !gone.has(chapterId)).map(chapterAfter),
  };
}
