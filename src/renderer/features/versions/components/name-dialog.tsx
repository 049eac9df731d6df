import { zodResolver } from '@hookform/resolvers/zod';
import { useId } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { versionName } from '../../../../shared/domain/course-version.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Field } from '../../../components/field.tsx';
import { Input } from '../../../components/input.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';

interface NameDialogProps {
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
export function NameDialog({ heading, hint, verb, initial, busy, error, onSave, onClose }: NameDialogProps) {
  const { t } = useTranslation();
  const formId = useId();
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { name: initial } });
  const fault = form.formState.errors.name;
  const faultWords = fault && t(fault.type === 'too_big' ? 'versions.nameLong' : 'versions.nameEmpty');
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={heading}
      {...(hint !== undefined && { description: hint })}
      closeLabel={t('app.close')}
      footer={
        <>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button look="primary" type="submit" form={formId} busy={busy}>
            {verb}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={form.handleSubmit(({ name }) => onSave(name))} className="flex flex-col gap-3">
        <Field label={t('versions.name')} error={faultWords}>
          {(control) => <Input {...control} {...form.register('name')} autoComplete="off" />}
        </Field>
        <FailureNote error={error} />
      </form>
    </Dialog>
  );
}
