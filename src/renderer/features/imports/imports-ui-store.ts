import { create } from 'zustand';
import { decide, type Decisions } from './selection.ts';
import type { Toggled } from './tree-rows.ts';

/** How the preview is looked at: switches, boxes, folds, the row one is on. Ids and flags only. */
interface ImportUi {
  /** The plan this belongs to; another plan starts anew. */
  readonly planId: string | null;
  readonly cleanNames: boolean;
  readonly foldersAsChapters: boolean;
  readonly decisions: Decisions;
  readonly toggled: Toggled;
  /** Captions that belong to no lesson by their names, by file key, and the keys of the lessons that they were given. */
  readonly assigned: ReadonlyMap<string, string>;
  /** The caption that is being assigned. */
  readonly assigning: string | null;
  readonly activeId: string | null;
}

const initial: ImportUi = {
  planId: null,
  cleanNames: true,
  foldersAsChapters: true,
  decisions: new Map(),
  toggled: new Set(),
  assigned: new Map(),
  assigning: null,
  activeId: null,
};
const useImportUi = create<ImportUi>(() => initial);

/** The state of one plan's preview. */
export const usePreviewUi = (planId: string): ImportUi => useImportUi((ui) => (ui.planId === planId ? ui : initial));

function change(planId: string, next: (ui: ImportUi) => Partial<ImportUi>): void {
  useImportUi.setState((ui) => {
    const current = ui.planId === planId ? ui : initial;
    return { ...current, planId, ...next(current) };
  });
}

export const setSwitch = (planId: string, name: 'cleanNames' | 'foldersAsChapters', on: boolean): void =>
  change(planId, () => ({ [name]: on }));

export const setIncluded = (planId: string, keys: readonly string[], included: boolean): void =>
  change(planId, ({ decisions }) => ({ decisions: decide(decisions, keys, included) }));

export const toggleFold = (planId: string, id: string): void =>
  change(planId, ({ toggled }) => ({
    toggled: new Set(toggled.has(id) ? [...toggled].filter((other) => other !== id) : [...toggled, id]),
    activeId: id,
  }));

export const goToRow = (planId: string, activeId: string): void => change(planId, () => ({ activeId }));

/** Asks which lesson a caption file is of; null: it is asked no more. */
export const askForLesson = (planId: string, assigning: string | null): void => change(planId, () => ({ assigning }));

/** Null: to none. The lesson unfolds, so that what came to it is seen. */
export const assignCaption = (planId: string, fileKey: string, lessonKey: string | null): void =>
  change(planId, ({ assigned, toggled }) => {
    const others = [...assigned].filter(([key]) => key !== fileKey);
    const given: [string, string][] = lessonKey === null ? [] : [[fileKey, lessonKey]];
    return {
      assigned: new Map([...others, ...given]),
      assigning: null,
      ...(lessonKey !== null && {
        toggled: new Set([...toggled, lessonKey]),
        activeId: `caption:${fileKey}`,
      }),
    };
  });
