import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { useRef, type ClipboardEvent, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { useController } from 'react-hook-form';
import { Button } from '../../../components/button.tsx';
import { cx } from '../../../components/cx.ts';
import { Icon } from '../../../components/icon.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { Input } from '../../../components/input.tsx';
import { useStudio } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { shortcutText } from '../../../lib/shortcuts.ts';
import { LabelledField, type DetailsForm } from './details-fields.tsx';
import { editLines, type LineEdit } from './objective-lines.ts';

/** What students will learn, as a list one types down: Enter adds, Backspace in an empty line removes. */
export function ObjectivesField({ form }: { readonly form: DetailsForm }) {
  const { t } = useTranslation();
  const { platform } = useStudio();
  const { field } = useController({ control: form.control, name: 'objectives' });
  const box = useRef<HTMLOListElement>(null);
  const lines = field.value.split('\n');
  const edit = (change: LineEdit) => {
    const next = editLines(lines, change);
    // The new line is in the page, and has the keyboard, before the next key comes: who types fast would lose letters.
    flushSync(() => field.onChange(next.lines.join('\n')));
    if (next.focus !== null) box.current?.querySelectorAll('input')[next.focus]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>, at: number) => {
    const isEmpty = event.currentTarget.value === '';
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') edit({ type: 'add', after: at });
    else if (event.key === 'Backspace' && isEmpty && lines.length > 1) edit({ type: 'remove', at });
    else if (event.altKey && event.key === 'ArrowUp') edit({ type: 'move', at, by: -1 });
    else if (event.altKey && event.key === 'ArrowDown') edit({ type: 'move', at, by: 1 });
    else return;
    event.preventDefault();
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>, at: number) => {
    const pasted = event.clipboardData.getData('text/plain');
    if (!pasted.trim().includes('\n')) return;
    event.preventDefault();
    edit({ type: 'paste', at, text: pasted });
  };
  const [up, down] = [shortcutText('Alt+ArrowUp', platform), shortcutText('Alt+ArrowDown', platform)];
  return (
    <LabelledField control={form.control} name="objectives" hint={t('courseDetails.hint.objectives', { up, down })}>
      {(control) => (
        <>
          <ol ref={box} className="flex flex-col gap-1.5">
            {lines.map((line, at) => {
              const number = at + 1;
              return (
                // Lines are what they are by their place: typing in one must keep its input.
                <li key={number} className="group/line relative flex items-center gap-1">
                  <span aria-hidden className="numeric w-5 shrink-0 text-end text-12 text-ink-faint">
                    {number}
                  </span>
                  <Input
                    {...(at === 0 ? control : {})}
                    aria-label={t('courseDetails.field.objective', { number })}
                    value={line}
                    onChange={(event) => edit({ type: 'type', at, text: event.target.value })}
                    onKeyDown={(event) => onKeyDown(event, at)}
                    onPaste={(event) => onPaste(event, at)}
                    onBlur={field.onBlur}
                    className="ms-1 group-focus-within/line:pe-20 group-hover/line:pe-20"
                  />
                  <LineVerbs number={number} count={lines.length} onEdit={edit} />
                </li>
              );
            })}
          </ol>
          <div>
            <Button
              look="quiet"
              size="compact"
              onClick={() => edit({ type: 'add', after: lines.length - 1 })}
              className="px-2"
            >
              <Icon of={Plus} className="text-ink-muted" />
              {t('courseDetails.addObjective')}
            </Button>
          </div>
        </>
      )}
    </LabelledField>
  );
}

interface LineVerbsProps {
  readonly number: number;
  readonly count: number;
  readonly onEdit: (change: LineEdit) => void;
}

/** For the pointer, and only when it is near; the keyboard has Alt with the arrows, and Backspace. */
function LineVerbs({ number, count, onEdit }: LineVerbsProps) {
  const { t } = useTranslation();
  const at = number - 1;
  const common = { size: 'compact', tabIndex: -1 } as const;
  return (
    <span
      className={cx(
        'absolute inset-e-1 flex bg-raised opacity-0',
        'group-focus-within/line:opacity-100 group-hover/line:opacity-100',
      )}
    >
      <IconButton
        {...common}
        icon={ArrowUp}
        label={t('courseDetails.moveObjectiveUp', { number })}
        disabled={at === 0}
        onClick={() => onEdit({ type: 'move', at, by: -1 })}
      />
      <IconButton
        {...common}
        icon={ArrowDown}
        label={t('courseDetails.moveObjectiveDown', { number })}
        disabled={number === count}
        onClick={() => onEdit({ type: 'move', at, by: 1 })}
      />
      <IconButton
        {...common}
        icon={X}
        label={t('courseDetails.removeObjective', { number })}
        onClick={() => onEdit({ type: 'remove', at })}
      />
    </span>
  );
}
