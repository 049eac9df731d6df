import {
  descriptionKey,
  quietReasons,
  type ImportPlan,
  type LeftOut,
  type MissingLesson,
  type OrphanCaption,
  type PlannedCaption,
  type PlannedChapter,
  type PlannedFile,
  type PlannedLesson,
  type RenamedLesson,
} from '../../../shared/domain/import-plan.ts';

type GroupId = 'course' | 'orphans' | 'leftOut' | 'renamed' | 'missing';

/** What a row of the preview stands for. */
export type Item =
  | { readonly kind: 'chapter'; readonly chapter: PlannedChapter }
  | { readonly kind: 'lesson'; readonly lesson: PlannedLesson }
  | { readonly kind: 'caption'; readonly caption: PlannedCaption }
  | { readonly kind: 'file'; readonly role: 'resource' | 'cover' | 'promo'; readonly file: PlannedFile }
  | { readonly kind: 'description'; readonly text: string }
  | { readonly kind: 'group'; readonly id: GroupId; readonly count: number }
  | { readonly kind: 'orphan'; readonly caption: OrphanCaption }
  | { readonly kind: 'leftOut'; readonly item: LeftOut }
  | { readonly kind: 'renamed'; readonly lesson: RenamedLesson }
  | { readonly kind: 'missing'; readonly lesson: MissingLesson };

export interface TreeRow {
  /** Unique in the tree, the same whatever is folded. */
  readonly id: string;
  readonly parentId: string | null;
  readonly level: 1 | 2 | 3;
  /** null: there is nothing to unfold. */
  readonly isOpen: boolean | null;
  /** The keys its box stands for; empty: it has no box. */
  readonly keys: readonly string[];
  readonly item: Item;
}

/** Rows whose state differs from the first one: chapters and groups start open, lessons folded. */
export type Toggled = ReadonlySet<string>;

/** The rows to show, in order. */
export function rowsOf(plan: ImportPlan, toggled: Toggled): readonly TreeRow[] {
  return [
    ...plan.chapters.flatMap((chapter) => chapterRows(chapter, toggled)),
    ...groupRows('renamed', renamedRows(plan), toggled),
    ...groupRows('missing', missingRows(plan), toggled),
    ...groupRows('course', courseExtras(plan), toggled),
    ...groupRows(
      'orphans',
      plan.orphanCaptions.map((caption) => leaf(`orphan:${caption.fileKey}`, { kind: 'orphan', caption })),
      toggled,
    ),
    ...groupRows('leftOut', leftOutRows(plan.leftOut), toggled),
  ];
}

type Leaf = Pick<TreeRow, 'id' | 'keys' | 'item'>;
const leaf = (id: string, item: Item, keys: readonly string[] = []): Leaf => ({ id, item, keys });

function chapterRows(chapter: PlannedChapter, toggled: Toggled): readonly TreeRow[] {
  const isOpen = !toggled.has(chapter.key);
  const head: TreeRow = {
    id: chapter.key,
    parentId: null,
    level: 1,
    isOpen,
    keys: [...chapter.lessons.map((lesson) => lesson.key), ...chapter.resources.map((file) => file.fileKey)],
    item: { kind: 'chapter', chapter },
  };
  if (!isOpen) return [head];
  const files = chapter.resources.map((file) => fileLeaf('resource', file));
  return [
    head,
    ...chapter.lessons.flatMap((lesson) => lessonRows(lesson, chapter.key, toggled)),
    ...files.map((row): TreeRow => ({ ...row, parentId: chapter.key, level: 2, isOpen: null })),
  ];
}

function lessonRows(lesson: PlannedLesson, parentId: string, toggled: Toggled): readonly TreeRow[] {
  const parts = [
    ...lesson.captions.map((caption) =>
      leaf(`caption:${caption.fileKey}`, { kind: 'caption', caption }, [caption.fileKey]),
    ),
    ...lesson.resources.map((file) => fileLeaf('resource', file)),
  ];
  const isOpen = parts.length === 0 ? null : toggled.has(lesson.key);
  const head: TreeRow = {
    id: lesson.key,
    parentId,
    level: 2,
    isOpen,
    keys: [lesson.key],
    item: { kind: 'lesson', lesson },
  };
  if (!isOpen) return [head];
  return [head, ...parts.map((row): TreeRow => ({ ...row, parentId: lesson.key, level: 3, isOpen: null }))];
}

function groupRows(id: GroupId, rows: readonly Leaf[], toggled: Toggled): readonly TreeRow[] {
  if (rows.length === 0) return [];
  const isOpen = !toggled.has(id);
  const item: Item = { kind: 'group', id, count: rows.length };
  const keys = rows.flatMap((row) => row.keys);
  const head: TreeRow = { id, parentId: null, level: 1, isOpen, keys, item };
  return isOpen ? [head, ...rows.map((row): TreeRow => ({ ...row, parentId: id, level: 2, isOpen: null }))] : [head];
}

function fileLeaf(role: 'resource' | 'cover' | 'promo', file: PlannedFile): Leaf {
  return leaf(`file:${file.fileKey}`, { kind: 'file', role, file }, [file.fileKey]);
}

function courseExtras({ cover, promo, description }: ImportPlan): readonly Leaf[] {
  return [
    ...(cover ? [fileLeaf('cover', cover)] : []),
    ...(promo ? [fileLeaf('promo', promo)] : []),
    ...(description === null
      ? []
      : [leaf('description', { kind: 'description', text: description }, [descriptionKey])]),
  ];
}

const renamedRows = ({ refresh }: ImportPlan): readonly Leaf[] =>
  (refresh?.renamed ?? []).map((lesson) => leaf(lesson.key, { kind: 'renamed', lesson }, [lesson.key]));

const missingRows = ({ refresh }: ImportPlan): readonly Leaf[] =>
  (refresh?.missing ?? []).map((lesson) => leaf(lesson.key, { kind: 'missing', lesson }, [lesson.key]));

/** What needs somebody's eye first; the system's own litter last. */
function leftOutRows(items: readonly LeftOut[]): readonly Leaf[] {
  const quiet = (item: LeftOut) => Number(quietReasons.has(item.reason));
  return items
    .toSorted((a, b) => quiet(a) - quiet(b))
    .map((item) => leaf(`left:${item.path}:${item.reason}`, { kind: 'leftOut', item }));
}
