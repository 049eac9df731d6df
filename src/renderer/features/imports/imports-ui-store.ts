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
  readonly activeId: string | null;
}

const initial: ImportUi = {
  planId: null,
  cleanNames: true,
  foldersAsChapters: true,
  decisions: new Map(),
  toggled: new Set(),
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
