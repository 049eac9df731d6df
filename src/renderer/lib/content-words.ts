import { readLessonContent } from '../../shared/domain/lesson-content.ts';

/** What a lesson's stored content says, line by line; as it is where it cannot be read. */
export function contentWords(stored: string): string {
  const content = parsed(stored);
  if (content === undefined) return stored;
  const { quiz, link, unreadable } = readLessonContent({ content, marks: [] });
  if (unreadable.length > 0) return stored;
  const asked = (quiz?.questions ?? []).flatMap(({ text, options, feedback }) => [
    text,
    ...options.map((option) => [option.isRight ? '✓' : '–', option.text, option.feedback].filter(Boolean).join(' ')),
    feedback,
  ]);
  return [link?.title, link?.url, ...asked].filter(Boolean).join('\n');
}

function parsed(stored: string): unknown {
  try {
    return JSON.parse(stored);
  } catch {
    return undefined;
  }
}
