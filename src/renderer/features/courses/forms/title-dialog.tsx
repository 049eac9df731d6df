import { zodResolver } from '@hookform/resolvers/zod';
import { useId, useState, type ChangeEvent } from 'react';
import { useForm } from 'react-hook-form';
import { useTitleDraft, type TypedTitle } from '../../../hooks/use-title-draft.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { z } from 'zod';
import { title } from '../../../../shared/domain/course.ts';
import { AlsoTyped } from '../../../components/also-typed.tsx';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { RestoredTitle } from '../../../components/restored-title.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Field } from '../../../components/field.tsx';
import { Input } from '../../../components/input.tsx';

const schema = z.object({ title });

interface TitleDialogProps {
  /** Whose title it is; what is typed is journalled under it. */
  readonly entityId: string;
  /** The dialog's own name, and the verb on its button. */
  readonly heading: string;
  readonly verb: string;
  readonly initial: string;
  readonly busy: boolean;
  readonly error: unknown;
  /** `onSaved` is to be called once the title is kept. */
  readonly onSave: (typed: TypedTitle, onSaved: () => void) => void;
  readonly onClose: () => void;
}

/** Asks for the title of a course. */
export function TitleDialog({ entityId, heading, verb, initial, busy, error, onSave, onClose }: TitleDialogProps) {
  const { t } = useTranslation();
  const formId = useId();
  const draft = useTitleDraft(entityId);
  const { restored, others } = draft;
  const form = useForm({
    resolver: zodResolver(schema),
    values: { title: restored?.typed ?? initial },
    resetOptions: { keepDirtyValues: true },
  });
  const [over, setOver] = useState<string | null>(null);
  const note = (typed: string) => {
    setOver(over ?? initial);
    draft.note(typed, restored?.over ?? over ?? initial);
  };
  const giveUp = () => {
    draft.drop();
    onClose();
  };
  const fault = form.formState.errors.title;
  const faultWords = fault && (fault.type === 'too_big' ? t('courses.titleLong') : t('courses.titleEmpty'));
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : giveUp())}
      title={heading}
      closeLabel={t('app.close')}
      footer={
        <>
          <Button onClick={giveUp}>{t('app.cancel')}</Button>
          <Button look="primary" type="submit" form={formId} busy={busy}>
            {verb}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        onSubmit={form.handleSubmit((values) => onSave({ title: values.title, over: over ?? initial }, draft.drop))}
        className="flex flex-col gap-3"
      >
        <Field label={t('courses.titleLabel')} error={faultWords}>
          {(control) => (
            <Input
              {...control}
              {...form.register('title', {
                onChange: ({ target }: ChangeEvent<HTMLInputElement>) => note(target.value),
              })}
              autoComplete="off"
            />
          )}
        </Field>
        {restored ? <RestoredTitle title={initial} restored={restored} onDiscard={draft.drop} /> : null}
        <AlsoTyped
          texts={others.texts}
          nameOf={(field) => (field === 'title' ? t('courses.titleLabel') : null)}
          onUse={(other) => {
            const before = form.getValues('title');
            form.setValue('title', other.text, { shouldDirty: true });
            note(other.text);
            others.replace(other, before === initial ? null : before);
          }}
          onDrop={(other) => others.replace(other, null)}
        />
        <FailureNote error={error} />
      </form>
    </Dialog>
  );
}
