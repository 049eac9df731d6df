import type { ImportPlan, ImportSwitches, PlannedChapter, PlannedLesson } from '../../shared/domain/import-plan.ts';
import { totalsOf } from '../../shared/domain/import-plan.ts';
import type { PlanId } from '../../shared/domain/ids.ts';
import { baseNameOf } from './file-kinds.ts';
import { cleanTitles, createNaturalOrder, plainTitle } from './naming.ts';
import { groupFiles, type FolderGroup, type HeldParts } from './plan-groups.ts';
import { plannedFile, plannedLesson, plannedOrphan, probeOf, type Details } from './plan-lesson.ts';
import type { ScannedFile, ScanResult } from './scan-result.ts';

export interface PlanInput {
  readonly planId: PlanId;
  readonly scan: ScanResult;
  readonly switches: ImportSwitches;
  /** What is known so far about the files, by file key; more of it gives the same plan with more filled in. */
  readonly details: Details;
  /** What the course has that it is for; left out: it is for a new one. */
  readonly held?: HeldParts | null;
  /** For the natural order of names; the system's when left out. */
  readonly locale?: string;
}

/** Between the names of folders in folders: "Part one – Cells". */
const FLATTENED = ' – ';

/**
 * The course that a drop would become, by the table "Folder drop" of authoring.md. Pure and deterministic: chapter,
 * lesson and file keys depend on the files alone. Every scanned file is in the plan exactly once: as a lesson,
 * caption, resource, cover, promo, description, orphan caption or left-out entry.
 */
export function buildImportPlan({ planId, scan, switches, details, held = null, locale }: PlanInput): ImportPlan {
  const titlesOf = switches.cleanNames ? cleanTitles : (names: readonly string[]) => names.map(plainTitle);
  const { root, groups, leftOut } = groupFiles(scan, createNaturalOrder(locale), held);
  const title = titlesOf([scan.root.name])[0] ?? plainTitle('');
  const context: Context = { titlesOf, details, rootTitle: title, rootName: scan.root.name, rootKey: scan.root.key };
  const chapters = switches.foldersAsChapters ? chapterPerFolder(groups, context) : oneChapter(groups, context);
  const contents = { chapters, cover: root.cover && plannedFile(root.cover), promo: promoOf(root.promo, details) };
  return {
    planId,
    title,
    originalName: scan.root.name.toWellFormed(),
    shape: shapeOf(scan),
    ...contents,
    description: root.description?.text ?? null,
    orphanCaptions: groups.flatMap((group) => group.orphans.map((caption) => plannedOrphan(caption, details))),
    leftOut: [...scan.leftOut, ...leftOut],
    refresh: null,
    totals: totalsOf(contents),
  };
}

interface Context {
  readonly titlesOf: (names: readonly string[]) => string[];
  readonly details: Details;
  readonly rootTitle: string;
  readonly rootName: string;
  readonly rootKey: string;
}

function shapeOf({ root, files }: ScanResult): ImportPlan['shape'] {
  if (root.kind === 'files') return 'files';
  return root.kind === 'several' || files.some((file) => file.folders.length > 0) ? 'tree' : 'folder';
}

function promoOf(file: ScannedFile | null, details: Details): ImportPlan['promo'] {
  if (!file) return null;
  const probe = probeOf(file, details);
  const known = { durationMs: probe?.durationMs ?? null, probed: probe !== undefined, problem: probe?.problem ?? null };
  return { ...plannedFile(file), ...known };
}

function lessonsOf(group: FolderGroup, { titlesOf, details }: Context): PlannedLesson[] {
  const titles = titlesOf(group.lessons.map(({ file }) => baseNameOf(file.name)));
  return group.lessons.map((files, i) => plannedLesson(files, titles[i] ?? files.file.name, details));
}

/** Two lessons of one chapter that would look the same in the outline. */
function warnSameTitles(lessons: readonly PlannedLesson[]): PlannedLesson[] {
  const counts = Map.groupBy(lessons, (lesson) => lesson.title);
  return lessons.map((lesson) => {
    const { title, warnings } = lesson;
    const isAlone = (counts.get(title)?.length ?? 0) < 2;
    return isAlone ? lesson : { ...lesson, warnings: [...warnings, { code: 'SAME_TITLE' as const, data: { title } }] };
  });
}

const hasContents = (group: FolderGroup): boolean => group.lessons.length + group.resources.length > 0;

function chapterPerFolder(groups: readonly FolderGroup[], context: Context): PlannedChapter[] {
  const titleOf = createFolderTitles(groups, context);
  return withoutLooseResources(groups.filter(hasContents)).map((group) => ({
    key: `c:${group.key}`,
    title: titleOf(group.folders),
    originalName: (group.folders.join('/') || context.rootName).toWellFormed(),
    lessons: warnSameTitles(lessonsOf(group, context)),
    resources: group.resources.map(plannedFile),
  }));
}

/**
 * A syllabus beside the chapter folders is no chapter: loose resources without loose lessons go to the first real
 * chapter.
 */
function withoutLooseResources(groups: readonly FolderGroup[]): readonly FolderGroup[] {
  const [first, second, ...others] = groups;
  if (!first || !second || first.folders.length > 0 || first.lessons.length > 0) return groups;
  return [{ ...second, resources: [...first.resources, ...second.resources] }, ...others];
}

function oneChapter(groups: readonly FolderGroup[], context: Context): PlannedChapter[] {
  const filled = groups.filter(hasContents);
  if (filled.length === 0) return [];
  return [
    {
      key: `c:all:${context.rootKey}`,
      title: context.rootTitle,
      originalName: context.rootName.toWellFormed(),
      lessons: warnSameTitles(filled.flatMap((group) => lessonsOf(group, context))),
      resources: filled.flatMap((group) => group.resources.map(plannedFile)),
    },
  ];
}

/**
 * Titles of folders, cleaned among their siblings level by level. Every folder on the way to a file counts as a
 * sibling, also one that has no files of its own.
 */
function createFolderTitles(groups: readonly FolderGroup[], { titlesOf, rootTitle }: Context) {
  const keyOf = (folders: readonly string[]): string => JSON.stringify(folders);
  const paths = new Map(
    groups.flatMap(({ folders }) => folders.map((_, i) => folders.slice(0, i + 1))).map((path) => [keyOf(path), path]),
  );
  const titles = new Map<string, string>();
  for (const siblings of Map.groupBy(paths.values(), (path) => keyOf(path.slice(0, -1))).values()) {
    const cleaned = titlesOf(siblings.map((path) => path.at(-1) ?? ''));
    for (const [i, path] of siblings.entries()) titles.set(keyOf(path), cleaned[i] ?? '');
  }
  return (folders: readonly string[]): string => {
    const parts = folders.map((_, i) => titles.get(keyOf(folders.slice(0, i + 1))) ?? '');
    return parts.length === 0 ? rootTitle : plainTitle(parts.join(FLATTENED));
  };
}
