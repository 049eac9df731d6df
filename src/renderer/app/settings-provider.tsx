import { useQuery } from '@tanstack/react-query';
import { useLayoutEffect, useMemo, type ReactNode } from 'react';
import { settingsQuery } from '../features/studio/queries.ts';
import { DensityContext } from '../hooks/density-context.ts';
import { ShortcutsContext } from '../hooks/shortcuts-context.ts';
import { useStudio } from '../hooks/studio-context.ts';
import { createShortcuts } from '../lib/shortcuts.ts';

const NONE = {};

/** What every part of the screen reads of the settings; as it comes with the studio until they are read. */
export function SettingsProvider({ children }: { readonly children: ReactNode }) {
  const { platform } = useStudio();
  const { data } = useQuery(settingsQuery);
  const { shortcuts: changes = NONE, density = 'comfortable' } = data ?? {};
  const shortcuts = useMemo(() => createShortcuts(changes, platform), [changes, platform]);
  // Before anything is drawn: rows that JavaScript places and rows that CSS draws are equally high.
  useLayoutEffect(() => {
    document.documentElement.dataset['density'] = density;
  }, [density]);
  return (
    <DensityContext value={density}>
      <ShortcutsContext value={shortcuts}>{children}</ShortcutsContext>
    </DensityContext>
  );
}
