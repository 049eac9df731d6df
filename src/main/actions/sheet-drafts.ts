import type { ChapterId } from '../../shared/domain/ids.ts';
import type { Draft, GroupValues } from '../../shared/domain/merge.ts';
import type { CellValue } from '../../shared/domain/registry.ts';
import type { PlannedChapter, PlannedLesson, SheetPlan } from '../../shared/domain/outline-sheet-plan.ts';
import { type SheetCourse, tagsInSheet } from '../../shared/domain/outline-sheet.ts';
import type { SheetValues } from '../../shared/domain/sheet-fields.ts';
import { firstPositions } from '../../shared/domain/position.ts';
import { tagChangeOf } from '../../shared/domain/tag.ts';
import type { Opening, PlaceTable } from '../db/tables/places.ts';
import type { TagTable } from '../db/tables/tags.ts';
import { type EditContext, put, remove, set } from './context.ts';
import { CHAPTER_FIELDS, formDraft, LESSON_FIELDS } from './form-fields.ts';
import { createTagging } from './tag-drafts.ts';

export interface SheetDraftDeps extends EditContext {
  readonly places: PlaceTable;
  readonly tags: TagTable;
}
const FIELDS = {
  chapters: { ...CHAPTER_FIELDS, title: ['title', 'title'] },
  lessons: { ...LESSON_FIELDS, title: ['title', 'title'], kind: ['kind', 'kind'] },
} as const;

/** One child of a parent in its new order. */
interface Child {
  readonly id: string;
  /** It keeps its order key: only the others are written. */
  readonly stays: boolean;
}

/** Order keys by id for whoever does not stay, and for whoever makes room; null: none can be had between two of them. */
function keysBetween(
  children: readonly Child[],
  openAfter: (id: string | null) => Opening | null,
): Map<string, string> | null {
  const keys = new Map<string, string>();
  let anchor: string | null = null;
  for (let at = 0; at < children.length; at += 1) {
    const from = at;
    while (children[at]?.stays === false) at += 1;
    const run = children.slice(from, at);
    const room = run.length > 0 ? openAfter(anchor)?.(run.length) : { keys: [], shifted: [] };
    // Others would have to make room: two runs would make it twice.
    if (!room || room.shifted.length > 0) return null;
    for (const [index, { id }] of run.entries()) keys.set(id, room.keys[index] ?? 'a0');
    anchor = children[at]?.id ?? anchor;
  }
  return keys;
}

/** New keys for everybody: the order of the table, and whoever is not in it behind the one that it stands behind now. */
function keysForAll(children: readonly Child[], now: readonly string[]): Map<string, string> {
  const order = children.map(({ id }) => id);
  const listed = new Set(order);
  for (const [at, id] of now.entries()) {
    if (listed.has(id)) continue;
    order.splice(order.indexOf(now[at - 1] ?? '') + 1, 0, id);
    listed.add(id);
  }
  const keys = firstPositions(order.length);
  return new Map(order.map((id, at) => [id, keys[at] ?? 'a0']));
}

interface PlannedChild {
  readonly planned: PlannedChapter | PlannedLesson;
  readonly id: string;
}
interface Parent {
  readonly placed: (pos: string) => GroupValues;
  readonly open: (id: string | null) => Opening | null;
  /** Whoever is in it now and stays, in their order. */
  readonly now: readonly string[];
}
type ChildTable = 'chapters' | 'lessons';

/** Whoever is new, changed or moved among the children of one parent, and whoever has to make room for them. */
function createFamily({ mutator }: Pick<SheetDraftDeps, 'mutator'>) {
  function childDrafts(table: ChildTable, { planned, id }: PlannedChild, place: GroupValues | null): Draft[] {
    const details = detailsOf(table, planned.values);
    if (!planned.held) return [put(table, id, { ...(place && { place }), ...newGroups(table, details) })];
    const row = mutator.rows.read(table, id)?.row;
    const edited = row && formDraft(table, id, FIELDS[table], row, { details });
    if (!edited) return place ? [set(table, id, { place })] : [];
    return [place ? { ...edited, v: { ...edited.v, place } } : edited];
  }

  return (table: ChildTable, children: readonly PlannedChild[], parent: Parent): Draft[] => {
    const order = children.map(({ planned, id }) => ({ id, stays: planned.held !== null && !planned.isMoved }));
    const keys = keysBetween(order, parent.open) ?? keysForAll(order, parent.now);
    const placeOf = (id: string): GroupValues | null => {
      const pos = keys.get(id);
      return pos === undefined ? null : parent.placed(pos);
    };
    const ids = new Set(order.map(({ id }) => id));
    const others = [...keys.keys()].filter((id) => !ids.has(id));
    return [
      ...children.flatMap((child) => childDrafts(table, child, placeOf(child.id))),
      ...others.map((id) => set(table, id, { place: placeOf(id) ?? {} })),
    ];
  };
}

/** What the plan of a table writes. `withGone`: also what is not in it any more goes to the trash. */
export function sheetDrafts(deps: SheetDraftDeps, course: SheetCourse, plan: SheetPlan, withGone: boolean): Draft[] {
  const { places, newId, nowMs } = deps;
  const family = createFamily(deps);
  const tagging = createTagging(deps);
  const tagged: Draft[] = [];
  const { courseId } = course;
  const chapters = plan.chapters.map((planned) => ({ planned, id: planned.held?.chapterId ?? newId() }));
  const movingChapters = new Set(chapters.filter(({ planned }) => planned.isMoved).map(({ id }) => id));
  const all = plan.chapters.flatMap(({ lessons }) => lessons);
  const movingLessons = new Set(all.filter(({ isMoved }) => isMoved).flatMap(({ held }) => held?.lessonId ?? []));

  function lessonDrafts({ planned, id }: (typeof chapters)[number]): Draft[] {
    const chapterId = id as ChapterId;
    const lessons = planned.lessons.map((lesson) => ({ planned: lesson, id: lesson.held?.lessonId ?? newId() }));
    for (const {
      planned: { held, values },
      id: lessonId,
    } of lessons) {
      if (!values.tags) continue;
      tagged.push(...tagging.change('lesson', lessonId, tagChangeOf(tagsInSheet(held?.tags ?? []), values.tags)));
    }
    return family('lessons', lessons, {
      placed: (pos) => ({ chapter_id: chapterId, pos }),
      open: (after) => (planned.held ? places.afterLesson(chapterId, after, movingLessons) : null),
      now: planned.held?.lessons.map(({ lessonId }) => lessonId).filter((one) => !movingLessons.has(one)) ?? [],
    });
  }

  const outline = [
    ...family('chapters', chapters, {
      placed: (pos) => ({ course_id: courseId, pos }),
      open: (after) => places.afterChapter(courseId, after, movingChapters),
      now: course.chapters.map(({ chapterId }) => chapterId),
    }),
    ...chapters.flatMap(lessonDrafts),
  ];
  return [
    ...outline,
    ...tagging.made,
    ...tagged,
    ...(withGone ? plan.gone.chapters.map(({ chapterId }) => remove('chapters', chapterId, nowMs())) : []),
    ...(withGone ? plan.gone.lessons.map(({ lessonId }) => remove('lessons', lessonId, nowMs())) : []),
  ];
}

type Cells = Readonly<Record<string, CellValue>>;
/** The description of a lesson is its body; tags are rows of their own. */
function detailsOf(table: ChildTable, { description, tags: _tags, ...values }: SheetValues): Cells {
  const text = description === undefined ? {} : { [table === 'lessons' ? 'body' : 'description']: description };
  return { ...(values as Cells), ...text };
}

/** The groups of a new row; what the table does not say is as in any new one. */
function newGroups(table: ChildTable, details: Cells): Record<string, GroupValues> {
  const said = table === 'lessons' ? { kind: 'video', ...details } : details;
  const groups: Record<string, Record<string, CellValue>> = {};
  for (const [name, [group, column]] of Object.entries(FIELDS[table])) {
    const value = (said as Cells)[name];
    if (value !== undefined) groups[group] = { ...groups[group], [column]: value };
  }
  return groups;
}
