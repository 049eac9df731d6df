import { zodResolver } from '@hookform/resolvers/zod';
import { useId, useState, type ChangeEvent } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { versionName } from '../../../../shared/domain/course-version.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Field } from '../../../components/field.tsx';
import { Input } from '../../../components/input.tsx';
import { useTitleDraft } from '../../../hooks/use-title-draft.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';

interface NameDialogProps {
  /** What gets the name: what is typed is journalled under it. */
  readonly entityId: string;
  readonly heading: string;
  readonly hint?: string;
  readonly verb: string;
  readonly initial: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSave: (name: string) => void;
  readonly onClose: () => void;
}
const schema = z.object({ name: versionName });

/** Asks what a version is to be called. */
export function NameDialog({ entityId, hint, initial, busy, error, onSave, onClose, ...words }: NameDialogProps) {
  const { t } = useTranslation();
  const formId = useId();
  const draft = useTitleDraft(entityId, 'version-name');
  // A name that is the time of day stays the one that it was opened with.
  const [first] = useState(initial);
  const form = useForm({
    resolver: zodResolver(schema),
    values: { name: draft.restored?.typed ?? first },
    resetOptions: { keepDirtyValues: true },
  });
  const giveUp = () => {
    draft.drop();
    onClose();
  };
  const fault = form.formState.errors.name;
  const faultWords = fault && t(fault.type === 'too_big' ? 'versions.nameLong' : 'versions.nameEmpty');
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : giveUp())}
      title={words.heading}
      {...(hint !== undefined && { description: hint })}
      closeLabel={t('app.close')}
      footer={
        <>
          <Button onClick={giveUp}>{t('app.cancel')}</Button>
          <Button look="primary" type="submit" form={formId} busy={busy}>
            {words.verb}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        onSubmit={form.handleSubmit(({ name }) => {
          onSave(name);
          draft.drop();
        })}
        className="flex flex-col gap-3"
      >
        <Field label={t('versions.name')} error={faultWords}>
          {(control) => (
            <Input
              {...control}
              {...form.register('name', {
                onChange: ({ target }: ChangeEvent<HTMLInputElement>) => draft.note(target.value, first),
              })}
              autoComplete="off"
            />
          )}
        </Field>
        {draft.restored ? (
          <p role="status" className="text-12 text-ink-muted">
            {t('draft.restored')}
          </p>
        ) : null}
        <FailureNote error={error} />
      </form>
    </Dialog>
  );
}
