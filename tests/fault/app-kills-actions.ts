import { mkdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { ChapterId, CourseId, LessonId } from '../../src/shared/domain/ids.ts';
import { growClip } from '../fixtures/sample-course.ts';
import { ask } from '../story/steps.ts';
import type { AppFile } from './app-kills-file.ts';
import type { Ledger } from './app-kills-ledger.ts';

const clip = join(import.meta.dirname, '../fixtures/media/index-first.mp4');
const recordedAt = new Date('2026-01-15T10:00:00Z');
type Order = readonly (readonly [chapter: ChapterId, lessons: readonly LessonId[]])[];

/** The courses that the driver works on. */
export interface Workplace {
  readonly ledger: Ledger;
  readonly random: () => number;
  /** Where the folders to import are laid out. */
  readonly folder: string;
  /** Its lessons are moved and renamed; into the second, folders are imported; the third one's fields are set. */
  readonly courses: { readonly order: CourseId; readonly imports: CourseId; readonly fields: CourseId };
}

/** Two videos of their own under `root/Part`, by seed. */
export async function layVideos(root: string, seed: number, count = 2): Promise<string> {
  for (let n = 1; n <= count; n++) {
    const path = join(root, 'Part', `${String(n).padStart(2, '0')} - Lesson ${seed}.mp4`);
    await mkdir(join(root, 'Part'), { recursive: true });
    await growClip(clip, path, 0, seed * 10 + n);
    await utimes(path, recordedAt, recordedAt);
  }
  return root;
}

/** Scans and imports a folder; answers how many lessons were made. */
export async function importInto(page: Page, folder: string, courseId: CourseId): Promise<number> {
  const { planId } = await ask(page, 'import.scan', { paths: [folder] });
  const target = { kind: 'course' as const, courseId };
  const { lessons } = await ask(page, 'import.apply', {
    planId,
    target,
    excluded: [],
    cleanNames: true,
    foldersAsChapters: true,
  });
  return lessons;
}

const pick = <T>(random: () => number, all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;

async function moveLesson(page: Page, { ledger, random }: Workplace): Promise<void> {
  const order = JSON.parse(ledger.value('order')) as Order;
  const lesson = pick(
    random,
    order.flatMap(([, lessons]) => lessons),
  );
  const rest: Order = order.map(([id, lessons]) => [id, lessons.filter((one) => one !== lesson)]);
  const [chapterId, others] = pick(random, rest);
  const at = Math.floor(random() * (others.length + 1));
  const moved: Order = rest.map(([id, lessons]) =>
    id === chapterId ? [id, lessons.toSpliced(at, 0, lesson)] : [id, lessons],
  );
  await ledger.act({ order: JSON.stringify(moved) }, () =>
    ask(page, 'lesson.move', { lessonIds: [lesson], chapterId, afterId: others[at - 1] ?? null }),
  );
}

async function renameLesson(page: Page, { ledger, random }: Workplace): Promise<void> {
  const order = JSON.parse(ledger.value('order')) as Order;
  const lessonId = pick(
    random,
    order.flatMap(([, lessons]) => lessons),
  );
  const title = `Lesson ${Math.floor(random() * 1e9)}`;
  await ledger.act({ [`title ${lessonId}`]: title }, () => ask(page, 'lesson.rename', { lessonId, title }));
}

async function setFields(page: Page, { ledger, random, courses }: Workplace): Promise<void> {
  const text = `Text ${Math.floor(random() * 1e9)}`;
  const details = { subtitle: text, audience: text };
  await ledger.act({ subtitle: text, audience: text }, () =>
    ask(page, 'course.saveAll', { courseId: courses.fields, details }),
  );
}

/** Now and then a folder that is known already: then its files are linked, not taken in again. */
async function importFolder(page: Page, { ledger, random, folder, courses }: Workplace): Promise<void> {
  const seed = Math.floor(random() * 20);
  const root = await layVideos(join(folder, `import-${seed}`), seed);
  const lessons = Number(ledger.value('imported')) + 2;
  await ledger.act({ imported: String(lessons) }, () => importInto(page, root, courses.imports));
}

/** One thing that a person does, chosen by chance. */
export async function actOnce(page: Page, place: Workplace): Promise<void> {
  const chance = place.random();
  if (chance < 0.4) return moveLesson(page, place);
  if (chance < 0.7) return renameLesson(page, place);
  return chance < 0.92 ? setFields(page, place) : importFolder(page, place);
}

/** How the ledger's facts are read from the app's database. */
export function readFact(file: AppFile, { courses }: Workplace, name: string): string {
  if (name === 'order') return file.order(courses.order);
  if (name.startsWith('title ')) return file.one('SELECT title FROM lessons WHERE id = ?', name.slice(6));
  if (name === 'imported')
    return file.one(
      'SELECT count(*) FROM lessons WHERE chapter_id IN (SELECT id FROM chapters WHERE course_id = ?)',
      courses.imports,
    );
  return file.one(`SELECT ${name} FROM courses WHERE id = ?`, courses.fields);
}
