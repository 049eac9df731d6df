import { create } from 'zustand';
import { readPreference, writePreference } from '../lib/preferences.ts';

const KEY = 'sidebar.hidden';
const useHidden = create<{ readonly isHidden: boolean }>(() => ({ isHidden: readPreference(KEY) === 'yes' }));

/** Whether this window shows its sidebar. */
export const useIsSidebarShown = (): boolean => useHidden(({ isHidden }) => !isHidden);

/** Shows or hides the sidebar, and remembers it. */
export function toggleSidebar(): void {
  const isHidden = !useHidden.getState().isHidden;
  useHidden.setState({ isHidden });
  writePreference(KEY, isHidden ? 'yes' : 'no');
}
