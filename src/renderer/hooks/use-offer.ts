import { useEffect, useEffectEvent } from 'react';
import type { MenuEntries } from '../components/menu.tsx';
import type { OfferedVerb } from '../lib/command-bus.ts';
import { useStudio } from './studio-context.ts';

/** The palette has the verbs of this menu, too, while this component is on screen. */
export function useOffer(items: MenuEntries): void {
  const { commands } = useStudio();
  const latest = useEffectEvent(() => verbsOf(items));
  useEffect(() => commands.offer(() => latest()), [commands]);
}

/** A verb behind a word of the menu says that word, too. */
function verbsOf(items: MenuEntries, before = ''): readonly OfferedVerb[] {
  return items.flatMap((item): readonly OfferedVerb[] => {
    if (!item) return [];
    if ('items' in item) return verbsOf(item.items, `${before}${item.label} › `);
    const { id, label, shortcut, disabled, onSelect } = item;
    return disabled === true ? [] : [{ id, label: `${before}${label}`, shortcut, run: onSelect }];
  });
}
