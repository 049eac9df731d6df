import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { settingsQuery } from '../features/studio/queries.ts';
import { ShortcutsContext } from '../hooks/shortcuts-context.ts';
import { useStudio } from '../hooks/studio-context.ts';
import { createShortcuts } from '../lib/shortcuts.ts';

const NONE = {};

/** The keys as the settings have them, for everything below; those that come with the studio until they are read. */
export function ShortcutProvider({ children }: { readonly children: ReactNode }) {
  const { platform } = useStudio();
  const { data } = useQuery(settingsQuery);
  const changes = data?.shortcuts ?? NONE;
  const shortcuts = useMemo(() => createShortcuts(changes, platform), [changes, platform]);
  return <ShortcutsContext value={shortcuts}>{children}</ShortcutsContext>;
}
