import { z } from 'zod';

/**
 * What a lesson holds besides its title, its text and its files (decision 0042). `lessons.content` has one entry per kind,
 * so that a lesson that changes its kind and back loses nothing: `{ quiz: …, link: … }`. A download needs none: its files
 * are the lesson's resources, whose links have their names and order. No ids of other rows are in here: copies of a course
 * take it over as it is.
 */

/** A draft is for its authors only. */
export const lessonStatus = z.enum(['ready', 'draft']);
/** Days after enrolment from which a lesson can be seen; null: at once. */
export const dripDays = z.int().min(0).max(3_650).nullable();

/** Of a quiz as JSON; what the server takes has room for more. */
const QUIZ_MAX_CHARS = 100_000;

const option = z.strictObject({
  id: z.uuid(),
  text: z.string().max(1_000),
  isRight: z.boolean(),
  /** Told to whoever chose it. */
  feedback: z.string().max(2_000),
});
const question = z
  .strictObject({
    id: z.uuid(),
    kind: z.enum(['single', 'multiple']),
    text: z.string().max(5_000),
    options: z.array(option).max(20),
    /** Told to everybody who has answered. */
    feedback: z.string().max(5_000),
  })
  .refine(({ kind, options }) => kind === 'multiple' || options.filter(({ isRight }) => isRight).length <= 1);

/**
 * May be unfinished (no right answer yet): it is saved as it is typed. The ids are of this quiz alone, so that answers and
 * comparisons know a question that was moved or reworded.
 */
export const quiz = z
  .strictObject({ questions: z.array(question).max(200) })
  .refine(({ questions }) => areUnique(questions.flatMap(({ id, options }) => [id, ...options.map(({ id }) => id)])))
  .refine((value) => JSON.stringify(value).length <= QUIZ_MAX_CHARS);

/** An address that a student is sent to: no other scheme, no name and password in it. */
const webAddress = z
  .url({ protocol: /^https$/ })
  .max(2_000)
  .regex(/^https:\/\/[^/?#\\@\s]+(?:[/?#][^\s\\]*)?$/i);
/** `title`: what is shown instead of the address; may be empty. */
export const link = z.strictObject({ url: webAddress, title: z.string().max(500) });

const mark = z.strictObject({
  /** From the beginning of the video. */
  atMs: z.int().min(0).max(1_000_000_000),
  title: z.string().max(200),
});
/** The chapters inside a video, in its order, no two at one time. */
export const lessonMarks = z
  .array(mark)
  .max(200)
  .refine((marks) => marks.every(({ atMs }, at) => atMs > (marks[at - 1]?.atMs ?? -1)));

/** A lesson's content as far as this app can read it. */
export const lessonContent = z.strictObject({
  quiz: quiz.nullable(),
  link: link.nullable(),
  marks: lessonMarks,
  /** What is there, and of an app that is ahead: to be shown as such, and never written over. */
  unreadable: z.array(z.enum(['quiz', 'link', 'marks'])),
});
export type LessonContent = z.infer<typeof lessonContent>;

/** What a form writes into `lessons.content`, by kind; null: nothing of that kind. */
export const contentEntries = z.strictObject({ quiz: quiz.nullable(), link: link.nullable() });
type ContentEntries = z.infer<typeof contentEntries>;
type Changed = { readonly [Kind in keyof ContentEntries]?: ContentEntries[Kind] | undefined };

/**
 * The stored content with these entries instead of what it has of their kinds; all others stay, known or not. Null: what is
 * there is of an app that is ahead, and is not written over (decision 0042).
 */
export function withEntries(stored: unknown, entries: Changed): Record<string, unknown> | null {
  const held = z.record(z.string(), z.unknown()).safeParse(stored).data;
  const { unreadable } = readLessonContent({ content: stored, marks: [] });
  const names = (['quiz', 'link'] as const).filter((name) => entries[name] !== undefined);
  if (!held || names.some((name) => unreadable.includes(name))) return null;
  const written = { ...held, ...Object.fromEntries(names.map((name) => [name, entries[name]])) };
  return Object.fromEntries(Object.entries(written).filter(([, entry]) => entry !== null));
}

/** Whether the stored content says this of the kinds that are given; an empty quiz is none. */
export function holdsEntries(stored: unknown, entries: Changed): boolean {
  const held = readLessonContent({ content: stored, marks: [] });
  const words = (one: ContentEntries['quiz'] | undefined) => JSON.stringify(one?.questions.length ? one : null);
  const { quiz: shownQuiz, link: shownLink } = entries;
  return (
    (shownQuiz === undefined || words(shownQuiz) === words(held.quiz)) &&
    (shownLink === undefined || JSON.stringify(shownLink) === JSON.stringify(held.link))
  );
}

const areUnique = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;

/** Reads `lessons.content` and `lessons.marks`, whatever is in them; never throws. */
export function readLessonContent(stored: { readonly content: unknown; readonly marks: unknown }): LessonContent {
  const entries = z.record(z.string(), z.unknown()).safeParse(stored.content);
  const of = <T>(key: 'quiz' | 'link', schema: z.ZodType<T>) =>
    schema.optional().safeParse(entries.success ? entries.data[key] : stored.content);
  const found = { quiz: of('quiz', quiz), link: of('link', link), marks: lessonMarks.safeParse(stored.marks) };
  const names = ['quiz', 'link', 'marks'] as const;
  return {
    quiz: found.quiz.data ?? null,
    link: found.link.data ?? null,
    marks: found.marks.data ?? [],
    unreadable: names.filter((name) => !found[name].success),
  };
}
