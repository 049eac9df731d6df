import { createContext, use, useMemo } from 'react';
import { createStore, useStore, type StoreApi } from 'zustand';
import type { Outline } from '../../../shared/domain/course.ts';
import type { ChapterId, CourseId, LessonId } from '../../../shared/domain/ids.ts';
import type { AttachRefusal } from '../../../shared/domain/lesson-files.ts';
import { readPreference, writePreference } from '../../lib/preferences.ts';
import type { FileDrop } from './file-drops.ts';
import type { Filling } from './fill-down.ts';
import type { Moving } from './move-targets.ts';
import { chapterOf, idsOf, type RowId } from './outline-rows.ts';
import { draggedIds, nothingDone, type ListUi } from '../../lib/selection/gestures.ts';
import { selectOne, stillThere } from '../../lib/selection/selection.ts';

/** Ids and flags of one course page; what they stand for is in the query cache. */
export interface OutlineUi extends ListUi<RowId> {
  readonly collapsed: ReadonlySet<ChapterId>;
  /** Lines that were pasted over titles, until they are taken or not. */
  readonly filling: Filling | null;
  /** Lessons that are edited together, while one is asked what is to change. */
  readonly editing: readonly LessonId[] | null;
  /** Rows whose new place is being asked for. */
  readonly moving: Moving | null;
  /** The row whose title is being typed. */
  readonly renaming: RowId | null;
  readonly isInspectorOpen: boolean;
  /** The same where the window is too narrow for two panes: it lies over the outline, and is closed at first. */
  readonly isDrawerOpen: boolean;
  /** A row that wants to be seen and to have the keyboard; the outline takes it up and clears it. */
  readonly wanted: RowId | null;
  /** The row that takes what is held over it: rows that are dragged, or files from outside. */
  readonly dropOn: RowId | null;
  /** Where files go that are held over the page. */
  readonly filesOver: FileDrop | null;
  /** What became of the files that were attached last, as far as somebody must be told. */
  readonly attachEnd: AttachEnd | null;
}
interface AttachEnd {
  readonly lessonId: LessonId;
  readonly refused: readonly { readonly fileName: string; readonly reason: AttachRefusal }[];
  readonly error: unknown;
}
export type OutlineStore = StoreApi<OutlineUi>;

const activeKey = (courseId: CourseId) => `outline.active.${courseId}`;
const collapsedKey = (courseId: CourseId) => `outline.collapsed.${courseId}`;
const inspectorKey = 'outline.inspector';

/** The page's state, with what this computer remembers: collapsed chapters, the last row, and the inspector. */
export function createOutlineUi(courseId: CourseId): OutlineStore {
  const collapsed = (readPreference(collapsedKey(courseId)) ?? '').split(' ').filter(Boolean) as ChapterId[];
  const active = readPreference(activeKey(courseId));
  const store = createStore<OutlineUi>(() => ({
    collapsed: new Set(collapsed),
    ...nothingDone,
    ...(active && { selection: selectOne(active as RowId) }),
    filling: null,
    editing: null,
    moving: null,
    renaming: null,
    isInspectorOpen: readPreference(inspectorKey) !== 'closed',
    isDrawerOpen: false,
    wanted: null,
    dropOn: null,
    filesOver: null,
    attachEnd: null,
  }));
  store.subscribe((now, before) => {
    const { active: last } = now.selection;
    if (last !== before.selection.active) writePreference(activeKey(courseId), last ?? '');
    if (now.collapsed !== before.collapsed) writePreference(collapsedKey(courseId), [...now.collapsed].join(' '));
    if (now.isInspectorOpen !== before.isInspectorOpen)
      writePreference(inspectorKey, now.isInspectorOpen ? 'open' : 'closed');
  });
  return store;
}

export const OutlineUiContext = createContext<OutlineStore | null>(null);

/** The store itself, to read and set in handlers. */
export function useOutlineStore(): OutlineStore {
  const store = use(OutlineUiContext);
  if (!store) throw new Error('No OutlineUiContext above');
  return store;
}

/** A part of the page's state; the component is drawn again only when that part changes. */
export function useOutlineUi<Part>(select: (ui: OutlineUi) => Part): Part {
  return useStore(useOutlineStore(), select);
}

/** The selected rows that are there. */
export function useSelected(outline: Outline): ReadonlySet<RowId> {
  const selected = useOutlineUi((ui) => ui.selection.selected);
  return useMemo(() => {
    const there = idsOf(outline);
    return stillThere(selected, (id) => there.has(id));
  }, [outline, selected]);
}

/** Whether chapters are on their way: all of them are closed meanwhile, or a long one would have to be scrolled past. */
export function isFolded({ chapters }: Outline, ui: OutlineUi): boolean {
  const [first] = draggedIds(ui);
  return first !== undefined && chapters.some(({ chapterId }) => chapterId === first);
}

/** Sets whether a chapter shows its lessons. */
export function setExpanded(store: OutlineStore, chapterId: ChapterId, isExpanded: boolean): void {
  const collapsed = new Set(store.getState().collapsed);
  if (isExpanded) collapsed.delete(chapterId);
  else collapsed.add(chapterId);
  store.setState({ collapsed });
}

/** Selects a lesson, opens its chapter, and brings it and the inspector into sight. */
export function showLesson(store: OutlineStore, outline: Outline, lessonId: LessonId): void {
  const chapter = chapterOf(outline, lessonId);
  if (!chapter) return;
  setExpanded(store, chapter.chapterId, true);
  store.setState({ selection: selectOne<RowId>(lessonId), wanted: lessonId, isInspectorOpen: true, renaming: null });
}

/** Below this the outline and the inspector do not fit beside each other (also: at 200 % zoom). */
export const narrowWindow = '(max-width: 899px)';
