import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { appCommands } from '../../shared/domain/app-command.ts';
import { keysOfPress } from '../../shared/domain/key-press.ts';
import { isLeftToText } from '../../shared/domain/reserved-keys.ts';
import { commandWith } from '../../shared/domain/shortcut-keys.ts';
import { historyQuery } from '../features/studio/queries.ts';
import { useLocalStep } from '../hooks/local-steps.ts';
import { useShortcuts } from '../hooks/shortcuts-context.ts';
import { useStudio } from '../hooks/studio-context.ts';
import { useCommand } from '../hooks/use-command.ts';
import { useUndo } from '../hooks/use-undo.ts';
import { editsText, undoTyping } from '../lib/dom.ts';

/** Turns keys into commands, and does the ones that no screen needs to know about. Draws nothing. */
export function KeyboardCommands() {
  const { commands, platform } = useStudio();
  const { table } = useShortcuts();
  const { undo, redo } = useUndo();
  const { data: history } = useQuery(historyQuery);
  const [stepBack, stepOn] = [useLocalStep('undo', history?.currentN), useLocalStep('redo', history?.currentN)];
  const [canUndo, canRedo] = [(stepBack ?? history?.undo ?? null) !== null, (stepOn ?? history?.redo ?? null) !== null];
  // In a text box the system's own undo is meant: of the typing, not of the last saved step.
  useCommand('undo', () => (editsText(document.activeElement) ? undoTyping('undo') : undo()), canUndo);
  useCommand('redo', () => (editsText(document.activeElement) ? undoTyping('redo') : redo()), canRedo);
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    // An editor that made words bold with the keys has done with them what there was to do.
    if (event.defaultPrevented) return;
    const keys = keysOfPress(event, platform);
    const command = commandWith(table, keys, appCommands);
    const isTyped = keys !== null && isLeftToText(keys) && editsText(event.target);
    if (command && !isTyped && commands.request(command)) event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
  return null;
}
