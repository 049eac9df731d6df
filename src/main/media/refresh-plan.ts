import { basename, dirname } from 'node:path';
import type { CourseId, LessonId } from '../../shared/domain/ids.ts';
import type { ImportPlan, PlanRefresh, RenamedLesson } from '../../shared/domain/import-plan.ts';
import type { Moved, Redrop } from '../watch/redrop.ts';
import { baseNameOf } from './file-kinds.ts';
import { cleanTitles, plainTitle } from './naming.ts';
import type { ScanResult } from './scan-result.ts';

export interface CompareInput {
  readonly courseId: CourseId;
  /** The one folder that was dropped. */
  readonly root: string;
  readonly scan: ScanResult;
  readonly signal: AbortSignal;
  readonly onRead: (doneBytes: number, totalBytes: number) => void;
}
/** Begins to compare a folder with a course; null when it is none of the course's. */
export type Compare = (input: CompareInput) => (() => Promise<Redrop>) | null;

/** How far a dropped folder is compared with its course. */
export interface Comparing {
  readonly courseId: CourseId;
  readonly doneBytes: number;
  readonly totalBytes: number;
  /** Null until all is known. */
  readonly found: Redrop | null;
}

/** What the preview says beside the lessons that it offers. `titles`: of the whole folder's files, by path. */
export function planRefresh({ courseId, found, ...read }: Comparing, titles: ReadonlyMap<string, string>): PlanRefresh {
  if (!found) return { courseId, comparing: read, same: 0, moved: 0, renamed: [], missing: [] };
  return {
    courseId,
    comparing: null,
    same: found.same,
    moved: found.placed.filter(({ file, was }) => file.path !== was.path).length,
    renamed: found.renamed.map((moved) => renamedLesson(moved, found, titles)),
    missing: found.missing.map(({ lessonId, lessonTitle, path, bytes }) => {
      const id = lessonId as LessonId;
      return { key: `missing:${id}`, lessonId: id, lessonTitle, path: path.toWellFormed(), bytes };
    }),
  };
}

function renamedLesson(moved: Moved, found: Redrop, titles: ReadonlyMap<string, string>): RenamedLesson {
  const { file, was } = moved;
  const lessonId = was.lessonId as LessonId;
  const title = isUntouched(moved, found) ? (titles.get(file.path) ?? was.lessonTitle) : was.lessonTitle;
  return {
    key: `renamed:${lessonId}`,
    lessonId,
    lessonTitle: was.lessonTitle,
    title: title === was.lessonTitle ? null : title,
    path: file.relative,
    formerName: basename(was.path).toWellFormed(),
    bytes: file.bytes,
  };
}

/** Whether a lesson is still called as an import would have called its file; then its title goes with the file's. */
function isUntouched({ was }: Moved, { stored }: Redrop): boolean {
  const nameOf = (path: string): string => baseNameOf(basename(path));
  const name = nameOf(was.path);
  const siblings = stored.filter(({ path }) => dirname(path) === dirname(was.path)).map(({ path }) => nameOf(path));
  const names = [...new Set([...siblings, name])];
  const asImported = [plainTitle(name), cleanTitles([name])[0], cleanTitles(names)[names.indexOf(name)]];
  return asImported.includes(was.lessonTitle);
}

/**
 * Titles by what lies beside a file: of a folder that is there already only the new files are offered, but the others are
 * their siblings still.
 */
export function withTitlesOf(plan: ImportPlan, titles: ReadonlyMap<string, string>): ImportPlan {
  const chapters = plan.chapters.map((chapter) => ({
    ...chapter,
    lessons: chapter.lessons.map((lesson) => ({ ...lesson, title: titles.get(lesson.fileKey) ?? lesson.title })),
  }));
  return { ...plan, chapters };
}

/** Titles that a plan gives its lessons, by file key. */
export const titlesOf = ({ chapters }: ImportPlan): ReadonlyMap<string, string> =>
  new Map(chapters.flatMap(({ lessons }) => lessons.map(({ fileKey, title }) => [fileKey, title] as const)));
