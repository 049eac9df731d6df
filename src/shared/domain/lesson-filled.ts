import type { LessonKind } from './course.ts';
import type { readLessonContent } from './lesson-content.ts';

interface Filling {
  readonly hasMedia: boolean;
  readonly body: string;
  readonly resources: number;
  readonly content: ReturnType<typeof readLessonContent>;
}

/** Whether a lesson has what its kind is for. What an app that is ahead has written counts as there. */
export function isLessonFilled(kind: LessonKind, { hasMedia, body, resources, content }: Filling): boolean {
  switch (kind) {
    case 'video':
    case 'audio':
      return hasMedia;
    case 'text':
      return body.trim() !== '';
    case 'download':
      return resources > 0;
    case 'link':
      return content.link !== null || content.unreadable.includes('link');
    case 'quiz':
      return content.unreadable.includes('quiz') || isQuizFinished(content.quiz);
  }
}

/** Each question says something, has two answers to choose from, and one that is right. */
function isQuizFinished(quiz: Filling['content']['quiz']): boolean {
  const questions = quiz?.questions ?? [];
  return (
    questions.length > 0 &&
    questions.every(
      ({ text, options }) =>
        text.trim() !== '' &&
        options.length > 1 &&
        options.every((option) => option.text.trim() !== '') &&
        options.some(({ isRight }) => isRight),
    )
  );
}
