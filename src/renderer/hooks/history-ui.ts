import { create } from 'zustand';
import type { HistoryDirection } from '../../shared/domain/history.ts';

interface HistoryUi {
  /** Which way the question is about; null: nothing is asked. */
  readonly asked: HistoryDirection | null;
  readonly isPanelOpen: boolean;
}

const useHistoryUi = create<HistoryUi>(() => ({ asked: null, isPanelOpen: false }));

export const useAskedStep = (): HistoryDirection | null => useHistoryUi((ui) => ui.asked);
/** Asks what to do with the next step, which another computer has changed since. */
export const askAboutStep = (asked: HistoryDirection | null): void => useHistoryUi.setState({ asked });
export const useIsHistoryOpen = (): boolean => useHistoryUi((ui) => ui.isPanelOpen);
export const showHistory = (isPanelOpen: boolean): void => useHistoryUi.setState({ isPanelOpen });
