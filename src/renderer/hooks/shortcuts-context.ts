import { createContext, use } from 'react';
import type { Shortcuts } from '../lib/shortcuts.ts';

export const ShortcutsContext = createContext<Shortcuts | null>(null);

/** The keys that somebody has now: they may change while the studio runs. */
export function useShortcuts(): Shortcuts {
  const shortcuts = use(ShortcutsContext);
  if (!shortcuts) throw new Error('No ShortcutsContext above');
  return shortcuts;
}
