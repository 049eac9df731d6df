import { FilePenLine } from 'lucide-react';
import { useFormState, type Path, type PathValue, type UseFormReturn } from 'react-hook-form';
import { AlsoTyped } from '../../../components/also-typed.tsx';
import { Button } from '../../../components/button.tsx';
import { Icon } from '../../../components/icon.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useDraftOthers, type OtherText } from '../../../hooks/use-draft-others.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { ChangedSince } from './changed-since.tsx';
import { dirtyOf, type FieldOf, type FormTexts } from './form-kind.ts';
import type { OpenForm } from './open-form.ts';

interface FormNotesProps<Values extends FormTexts> {
  readonly form: UseFormReturn<Values, unknown, Values>;
  readonly open: OpenForm<Values>;
  readonly saved: Values;
  readonly nameOf: (field: FieldOf<Values>) => string;
  /** A value as it is read. */
  readonly read: (field: FieldOf<Values>, values: Values) => string;
}

/** Above the fields: that a draft is in them, what of it was changed elsewhere since, and what else was typed. */
export function FormNotes<Values extends FormTexts>({ form, open, saved, nameOf, read }: FormNotesProps<Values>) {
  const { dirtyFields } = useFormState({ control: form.control });
  const dirty = dirtyOf(open.kind, dirtyFields);
  const restoredAtMs = dirty.size > 0 ? open.restoredAtMs() : null;
  const changed = open.bases
    .changedSince(dirty, saved)
    .map((field) => ({ field, name: nameOf(field), text: read(field, saved) }));
  const others = useDraftOthers(open.kind.form, open.entityId);
  const set = (field: string, value: string | undefined) =>
    form.setValue(field as Path<Values>, value as PathValue<Values, Path<Values>>, {
      shouldDirty: true,
      shouldValidate: true,
    });
  const use = (other: OtherText) => {
    const before = form.getValues(other.field as Path<Values>) as string;
    set(other.field, other.text);
    // On the disk in the one place before it goes from the other.
    open.flush();
    others.replace(other, before === saved[other.field] ? null : before);
  };
  return (
    <>
      {restoredAtMs === null ? null : <RestoredNote savedAtMs={restoredAtMs} onDiscard={open.discard} />}
      <ChangedSince changed={changed} onTake={(field) => set(field, saved[field])} />
      <AlsoTyped
        texts={others.texts}
        nameOf={(field) =>
          open.kind.fields.some((known) => known === field) ? nameOf(field as FieldOf<Values>) : null
        }
        read={({ field, text }) => read(field as FieldOf<Values>, { ...saved, [field]: text })}
        onUse={use}
        onDrop={(other) => others.replace(other, null)}
      />
    </>
  );
}

function RestoredNote({ savedAtMs, onDiscard }: { readonly savedAtMs: number; readonly onDiscard: () => void }) {
  const { t } = useTranslation();
  const { clock } = useFormats();
  const nowMs = useNow();
  return (
    <div role="status" className="flex items-center gap-2 border-b border-line bg-info-soft px-4 py-1.5 text-12">
      <Icon of={FilePenLine} className="text-info" />
      <p className="grow">{t('courseDetails.restored', { time: clock(savedAtMs, nowMs) })}</p>
      <Button look="quiet" size="compact" onClick={onDiscard} className="px-2 text-12">
        {t('courseDetails.discard')}
      </Button>
    </div>
  );
}
