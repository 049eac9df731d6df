import { useState, type KeyboardEvent } from 'react';
import { Field } from '../../../components/field.tsx';
import { Input } from '../../../components/input.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { RESOURCE_NAME_MAX } from '../../../../shared/domain/lesson-files.ts';

interface FileNameProps {
  readonly name: string;
  readonly onRename: (name: string) => void;
  /** Kept, or given up. */
  readonly onEnd: () => void;
}

/** The name of a file while it is typed: Enter and leaving keep it, Escape does not. What is too long is kept in here. */
export function FileName({ name, onRename, onEnd }: FileNameProps) {
  const { t } = useTranslation();
  const { count } = useFormats();
  const [typed, setTyped] = useState(name);
  const isTooLong = typed.trim().length > RESOURCE_NAME_MAX;
  const keep = () => {
    if (isTooLong) return;
    if (typed.trim() !== name) onRename(typed.trim());
    onEnd();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    if (event.key === 'Enter') keep();
    else onEnd();
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
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={keep}
        />
      )}
    </Field>
  );
}
