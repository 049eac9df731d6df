import { useEffect, useEffectEvent } from 'react';
import { keysOfPress } from '../../../../shared/domain/key-press.ts';
import { commandWith } from '../../../../shared/domain/shortcut-keys.ts';
import { useShortcuts } from '../../../hooks/shortcuts-context.ts';
import { useStudio } from '../../../hooks/studio-context.ts';
import { editsText, isPageCovered } from '../../../lib/dom.ts';
import type { OutlineVerbs } from '../verbs/outline-verbs.ts';

/**
 * The keys that add work wherever the keyboard is on the page: an empty course has no row yet that could hear them. A row
 * has done with them what there was to do, and in a text they are the text's.
 */
export function useAddKeys(verbs: Pick<OutlineVerbs, 'addChapter' | 'addLesson'>): void {
  const { platform } = useStudio();
  const { table } = useShortcuts();
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.repeat || isPageCovered() || editsText(event.target)) return;
    const verb = commandWith(table, keysOfPress(event, platform), ['add', 'addGroup']);
    if (!verb) return;
    event.preventDefault();
    void (verb === 'add' ? verbs.addLesson() : verbs.addChapter());
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}
