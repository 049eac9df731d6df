import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { historyQuery } from '../features/studio/queries.ts';
import { useLocalStep } from '../hooks/local-steps.ts';
import { useStudio } from '../hooks/studio-context.ts';
import { useCommand } from '../hooks/use-command.ts';
import { useUndo } from '../hooks/use-undo.ts';
import { commandOf } from '../lib/shortcuts.ts';
import { editsText, undoTyping } from '../lib/dom.ts';

/** Turns keys into commands, and does the ones that no screen needs to know about. Draws nothing. */
export function KeyboardCommands() {
  const { commands, platform } = useStudio();
  const { undo, redo } = useUndo();
  const { data: history } = useQuery(historyQuery);
  const [stepBack, stepOn] = [useLocalStep('undo', history?.currentN), useLocalStep('redo', history?.currentN)];
  const [canUndo, canRedo] = [(stepBack ?? history?.undo ?? null) !== null, (stepOn ?? history?.redo ?? null) !== null];
  // In a text box the system's own undo is meant: of the typing, not of the last saved step.
  useCommand('undo', () => (editsText(document.activeElement) ? undoTyping('undo') : undo()), canUndo);
  useCommand('redo', () => (editsText(document.activeElement) ? undoTyping('redo') : redo()), canRedo);
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const command = commandOf(event, platform);
    // In a text box these keys are the system's, or a question mark.
    const isTyped = command === 'undo' || command === 'redo' || command === 'shortcuts';
    const typing = isTyped && editsText(event.target);
    if (command && !typing && commands.run(command)) event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
  return null;
}
