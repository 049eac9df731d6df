import { useEffect, useEffectEvent } from 'react';
import type { AppCommand } from '../../shared/domain/app-command.ts';
import { useStudio } from './studio-context.ts';

/** Does `run` when the user gives the command (key, menu or palette) while this component is on screen. */
export function useCommand(command: AppCommand, run: () => void, isPossible = true): void {
  const { commands } = useStudio();
  const latest = useEffectEvent(run);
  const latestPossible = useEffectEvent(() => isPossible);
  useEffect(
    () => commands.handle(command, { run: () => latest(), isPossible: () => latestPossible() }),
    [commands, command],
  );
}
