import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useForm, useFormState, type FieldError, type UseFormReturn } from 'react-hook-form';
import { toast } from 'sonner';
import { AlsoTyped } from '../../../components/also-typed.tsx';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Field } from '../../../components/field.tsx';
import { Input } from '../../../components/input.tsx';
import { Textarea } from '../../../components/textarea.tsx';
import { useDraftOthers } from '../../../hooks/use-draft-others.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { draftQuery } from '../../../lib/draft.ts';
import type { Output } from '../../../lib/ipc-client.ts';
import { faultWords } from '../../../lib/fault-words.ts';
import { columnWords, excerpt } from '../model.ts';
import { editRefused } from '../mutations.ts';
import {
  refusedSchema,
  refusedTexts,
  typedTexts,
  valuesOf,
  type RefusedText,
  type TypedValues,
} from '../refused-texts.ts';
import { refusedDraft, useRefusedJournal } from './use-refused-journal.ts';

interface RefusedDialogProps {
  readonly change: Output<'refused.list'>[number];
  readonly onSend: () => void;
  readonly onClose: () => void;
}

/** Types the texts of a refused change otherwise and sends all of it again. Opens when it is known what a crash left. */
export function RefusedDialog(props: RefusedDialogProps) {
  const { data: draft } = useQuery(draftQuery(refusedDraft, props.change.mutationId));
  return draft === undefined ? null : <OpenDialog {...props} draft={draft?.fields ?? {}} />;
}

function OpenDialog({
  change,
  onSend,
  onClose,
  draft,
}: RefusedDialogProps & { readonly draft: Record<string, unknown> }) {
  const { t } = useTranslation();
  const formId = useId();
  const { mutationId, reason } = change;
  // As they were when it was opened: what is typed stands in them, whatever is told meanwhile.
  const [texts] = useState(() => refusedTexts(change.fields));
  const form = useForm<TypedValues>({
    resolver: zodResolver(refusedSchema(texts)),
    defaultValues: valuesOf(texts, draft),
    mode: 'onTouched',
  });
  const journal = useRefusedJournal(mutationId, form);
  const others = useDraftOthers(refusedDraft, mutationId);
  const edit = useMutation(editRefused);
  const close = () => {
    journal.drop();
    onClose();
  };
  const send = form.handleSubmit(() => {
    onSend();
    edit.mutate(
      { mutationId, texts: typedTexts(texts, form.getValues()) },
      {
        onSuccess: () => {
          toast(t('changes.retried'));
          close();
        },
      },
    );
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : close())}
      title={t('changes.editTitle')}
      description={t(`changes.reasonOf.${reason}`)}
      closeLabel={t('app.close')}
      footer={
        <>
          <Button onClick={close}>{t('app.cancel')}</Button>
          <Button look="primary" type="submit" form={formId} busy={edit.isPending}>
            {t('changes.editSend')}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void send(event)} className="flex flex-col gap-3">
        {texts.map((text) => (
          <RefusedField key={text.key} text={text} form={form} />
        ))}
        <AlsoTyped
          texts={others.texts}
          nameOf={(key) => texts.find((text) => text.key === key)?.field.name ?? null}
          onUse={(other) => {
            const before = form.getValues(other.field);
            form.setValue(other.field, other.text, { shouldDirty: true, shouldValidate: true });
            others.replace(other, before ?? null);
          }}
          onDrop={(other) => others.replace(other, null)}
        />
        <FailureNote error={edit.error} />
      </form>
    </Dialog>
  );
}

interface RefusedFieldProps {
  readonly text: RefusedText;
  readonly form: UseFormReturn<TypedValues>;
}

function RefusedField({ text: { key, field, shape, maxChars }, form }: RefusedFieldProps) {
  const { t } = useTranslation();
  const { errors } = useFormState({ control: form.control, name: key });
  const column = t(`changes.columnOf.${columnWords(field.column)}`);
  const shows = field.theirs ? `${t('changes.shows')}: ${excerpt(field.theirs)}` : undefined;
  return (
    <Field
      label={[field.name, column].filter(Boolean).join(' · ')}
      hint={shows}
      error={useTextFault(errors[key] as FieldError | undefined, maxChars)}
    >
      {(control) =>
        shape === 'line' ? (
          <Input {...control} {...form.register(key)} autoComplete="off" />
        ) : (
          <Textarea {...control} rows={3} {...form.register(key)} />
        )
      }
    </Field>
  );
}

/** The words of a text's fault, with its limit where that is the fault. */
function useTextFault(error: FieldError | undefined, maxChars: number | null): string | undefined {
  const { t } = useTranslation();
  if (error?.type === 'too_big' && maxChars !== null) return t('changes.tooLong', { limit: maxChars });
  return error?.type === 'custom' ? t('changes.objectivesTooLong') : faultWords(t, error);
}
