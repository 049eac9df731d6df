import { useEffect, useEffectEvent } from 'react';
import type { AppCommand } from '../lib/shortcuts.ts';
import { useStudio } from './studio-context.ts';

/** Does `run` when the user gives the command (key or menu) while this component is on screen. */
export function useCommand(command: AppCommand, run: () => void): void {
  const { commands } = useStudio();
  const latest = useEffectEvent(run);
  useEffect(() => commands.handle(command, () => latest()), [commands, command]);
}
