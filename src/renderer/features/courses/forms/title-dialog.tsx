import { zodResolver } from '@hookform/resolvers/zod';
import { useId } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { z } from 'zod';
import { title } from '../../../../shared/domain/course.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Field } from '../../../components/field.tsx';
import { Input } from '../../../components/input.tsx';

const schema = z.object({ title });

interface TitleDialogProps {
  /** The dialog's own name, and the verb on its button. */
  readonly heading: string;
  readonly verb: string;
  readonly initial: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSave: (title: string) => void;
  readonly onClose: () => void;
}

/** Asks for the title of a course. */
export function TitleDialog({ heading, verb, initial, busy, error, onSave, onClose }: TitleDialogProps) {
  const { t } = useTranslation();
  const formId = useId();
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { title: initial } });
  const fault = form.formState.errors.title;
  const faultWords = fault && (fault.type === 'too_big' ? t('courses.titleLong') : t('courses.titleEmpty'));
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={heading}
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
      <form id={formId} onSubmit={form.handleSubmit((values) => onSave(values.title))} className="flex flex-col gap-3">
        <Field label={t('courses.titleLabel')} error={faultWords}>
          {(control) => <Input {...control} {...form.register('title')} autoComplete="off" />}
        </Field>
        <FailureNote error={error} />
      </form>
    </Dialog>
  );
}
