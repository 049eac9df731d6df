import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ShortcutCommand } from '../../../shared/domain/app-command.ts';
import { defaultKeys, giveKeys } from '../../../shared/domain/shortcut-keys.ts';
import { useShortcuts } from '../../hooks/shortcuts-context.ts';
import { useStudio } from '../../hooks/studio-context.ts';
import { saveSettings } from './mutations.ts';
import { judgeKeys, type KeyVerdict } from './shortcut-change.ts';

/** What is being changed: keys are waited for while there are none yet, then there is what is to be said of them. */
interface Change {
  readonly command: ShortcutCommand;
  readonly keys: string | null;
  readonly verdict: KeyVerdict | null;
}

/** Gives commands other keys, one after the other; what stands in the way is said first. */
export function useKeyChange() {
  const { platform } = useStudio();
  const { changes, table } = useShortcuts();
  const [change, setChange] = useState<Change | null>(null);
  const { mutate, error } = useMutation(saveSettings);
  const stop = () => setChange(null);
  const give = (command: ShortcutCommand, keys: string | null) => {
    stop();
    mutate({ shortcuts: giveKeys(changes, command, keys, platform) });
  };
  const propose = (command: ShortcutCommand, keys: string | null) => {
    const verdict = judgeKeys(table, command, keys, platform);
    if (verdict.kind === 'free') give(command, keys);
    else setChange({ command, keys, verdict });
  };
  return {
    change,
    error,
    stop,
    begin: (command: ShortcutCommand) => setChange({ command, keys: null, verdict: null }),
    propose,
    takeOver: () => change && give(change.command, change.keys),
    reset: (command: ShortcutCommand) => propose(command, defaultKeys(platform)[command][0] ?? null),
    resetAll() {
      stop();
      mutate({ shortcuts: {} });
    },
  };
}
export type KeyChange = ReturnType<typeof useKeyChange>;
