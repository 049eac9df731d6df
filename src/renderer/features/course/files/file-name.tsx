import { useState, type KeyboardEvent } from 'react';
import { AlsoTyped } from '../../../components/also-typed.tsx';
import { Field } from '../../../components/field.tsx';
import { Input } from '../../../components/input.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTitleDraft } from '../../../hooks/use-title-draft.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { RESOURCE_NAME_MAX } from '../../../../shared/domain/lesson-files.ts';

interface FileNameProps {
  /** The file: what is typed is journalled under it. */
  readonly entityId: string;
  readonly name: string;
  readonly onRename: (name: string) => void;
  /** Kept, or given up. */
  readonly onEnd: () => void;
}

/** The name of a file while it is typed: Enter and leaving keep it, Escape does not. What is too long is kept in here. */
export function FileName({ entityId, name, onRename, onEnd }: FileNameProps) {
  const { t } = useTranslation();
  const { count } = useFormats();
  const draft = useTitleDraft(entityId, 'file-name');
  const { restored, others } = draft;
  const [now, setTyped] = useState<string | null>(null);
  const typed = now ?? restored?.typed ?? name;
  const isTooLong = typed.trim().length > RESOURCE_NAME_MAX;
  const keep = () => {
    if (isTooLong) return;
    if (typed.trim() !== name) onRename(typed.trim());
    giveUp();
  };
  const giveUp = () => {
    draft.drop();
    onEnd();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    if (event.key === 'Enter') keep();
    else giveUp();
  };
  return (
    <Field
      label={t('lessonFiles.name')}
      hint={t('lessonFiles.nameHint')}
      error={isTooLong ? t('lessonFiles.tooLong', { limit: count(RESOURCE_NAME_MAX) }) : undefined}
      aside={
        typed.length > RESOURCE_NAME_MAX * 0.9 ? (
          <span className="numeric text-11 text-ink-muted">
            {t('courseDetails.of', { used: count(typed.length), limit: count(RESOURCE_NAME_MAX) })}
          </span>
        ) : null
      }
    >
      {(wired) => (
        <>
          <Input
            {...wired}
            // It was asked for by a button that is gone now.
            ref={(input) => {
              if (input && !input.dataset['seen']) {
                input.dataset['seen'] = 'yes';
                input.focus();
                input.select();
              }
            }}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              draft.note(event.target.value, restored?.over ?? name);
            }}
            onKeyDown={onKeyDown}
            // What a crash left is kept with Enter; leaving it untouched leaves it as it is.
            onBlur={() => (now === null && restored ? onEnd() : keep())}
          />
          {restored && now === null ? (
            <p role="status" className="text-12 text-ink-muted">
              {t('draft.restored')}
            </p>
          ) : null}
          <AlsoTyped
            texts={others.texts}
            nameOf={(of) => (of === 'title' ? t('lessonFiles.name') : null)}
            onUse={(other) => {
              setTyped(other.text);
              draft.note(other.text, name);
              others.replace(other, typed === name ? null : typed);
            }}
            onDrop={(other) => others.replace(other, null)}
          />
        </>
      )}
    </Field>
  );
}
