import { RotateCcw, X } from 'lucide-react';
import { useEffect, useId, useRef, type KeyboardEvent, type MouseEvent } from 'react';
import type { ShortcutCommand } from '../../../../shared/domain/app-command.ts';
import { keysOfPress } from '../../../../shared/domain/key-press.ts';
import { defaultKeys } from '../../../../shared/domain/shortcut-keys.ts';
import { Button } from '../../../components/button.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { useShortcuts } from '../../../hooks/shortcuts-context.ts';
import { useStudio } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { shortcutText } from '../../../lib/shortcuts.ts';
import { commandWords } from '../shortcut-change.ts';
import type { KeyChange } from '../use-key-change.ts';

interface KeyRowProps {
  readonly command: ShortcutCommand;
  readonly change: KeyChange;
}

/** A command and its keys: pressed to change them, taken away, or as they came. */
export function KeyRow({ command, change }: KeyRowProps) {
  const { t } = useTranslation();
  const { platform } = useStudio();
  const { table, of } = useShortcuts();
  // Also of keys that came with it and that another command has now
  const isAsItCame = String(table[command]) === String(defaultKeys(platform)[command]);
  const words = commandWords(t, command);
  const keys = of(command);
  return (
    <tr className="border-t border-line align-top">
      <th scope="row" className="min-w-0 py-1.5 pe-4 text-start font-normal">
        {words}
      </th>
      <td className="py-0.5">
        <div className="flex items-center justify-end gap-1">
          <KeyButton command={command} change={change} words={words} />
          <IconButton
            icon={X}
            size="compact"
            label={t('settings.keyboard.remove', { command: words })}
            disabled={keys === ''}
            onClick={() => change.propose(command, null)}
          />
          <IconButton
            icon={RotateCcw}
            size="compact"
            label={t('settings.keyboard.reset', { command: words })}
            disabled={isAsItCame}
            onClick={() => change.reset(command)}
          />
        </div>
        <Verdict command={command} change={change} />
      </td>
    </tr>
  );
}

/** Says the keys; pressed, it waits for others. */
function KeyButton({ command, change, words }: KeyRowProps & { readonly words: string }) {
  const { t } = useTranslation();
  const { platform } = useStudio();
  const keys = useShortcuts().of(command) || t('settings.keyboard.none');
  const at = change.change?.command === command ? change.change : null;
  const isWaiting = at !== null && at.verdict?.kind !== 'taken';
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isWaiting) return;
    // Whoever goes on with Tab has thought better of it.
    if (event.key === 'Tab') return change.stop();
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') return change.stop();
    const pressed = keysOfPress(event.nativeEvent, platform);
    if (pressed !== null && !event.repeat) change.propose(command, pressed);
  };
  return (
    <Button
      size="compact"
      look={isWaiting ? 'plain' : 'quiet'}
      aria-label={t(isWaiting ? 'settings.keyboard.press' : 'settings.keyboard.change', { command: words, keys })}
      onClick={() => change.begin(command)}
      onKeyDown={onKeyDown}
      onBlur={() => isWaiting && change.stop()}
    >
      {isWaiting ? t('settings.keyboard.pressShort') : keys}
    </Button>
  );
}

/** Why the keys that were pressed are not taken, or whose they are. */
function Verdict({ command, change: { change, takeOver, stop } }: KeyRowProps) {
  const { t } = useTranslation();
  const { platform } = useStudio();
  const id = useId();
  const takeButton = useRef<HTMLButtonElement>(null);
  useEffect(() => takeButton.current?.focus(), [change]);
  // The question goes, and the keyboard with it.
  const answer = (act: () => void) => (event: MouseEvent<HTMLElement> | KeyboardEvent<HTMLElement>) => {
    event.currentTarget.closest('tr')?.querySelector('button')?.focus();
    act();
  };
  const leaveByEscape = (event: KeyboardEvent<HTMLElement>) => event.key === 'Escape' && answer(stop)(event);
  if (change?.command !== command || change.verdict === null || change.verdict.kind === 'free') return null;
  const keys = shortcutText(change.keys ?? '', platform);
  if (change.verdict.kind === 'refused')
    return (
      <p role="alert" className="pb-1 text-end text-12 text-danger">
        {t(`settings.keyboard.refused.${change.verdict.why}`, { keys })}
      </p>
    );
  return (
    <div role="group" aria-labelledby={id} className="flex flex-wrap items-center justify-end gap-2 pb-1">
      <p id={id} role="alert" className="text-12">
        {t('settings.keyboard.taken', { keys, by: commandWords(t, change.verdict.by) })}
      </p>
      <Button size="compact" ref={takeButton} onKeyDown={leaveByEscape} onClick={answer(() => takeOver())}>
        {t('settings.keyboard.takeOver')}
      </Button>
      <Button size="compact" look="quiet" onKeyDown={leaveByEscape} onClick={answer(stop)}>
        {t('settings.keyboard.leave')}
      </Button>
    </div>
  );
}
