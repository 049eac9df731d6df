import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { toast } from 'sonner';
import { z } from 'zod';
import { Button } from '../../../components/button.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Field } from '../../../components/field.tsx';
import { Input } from '../../../components/input.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { Output } from '../../../lib/ipc-client.ts';
import { saveQuota } from '../mutations.ts';

const GB = 1_000_000_000;
/** As typed: empty, or a number of GB with a point or a comma. */
const schema = z.object({
  gigabytes: z
    .string()
    .trim()
    .refine((text) => text === '' || bytesOf(text) > 0),
});
const bytesOf = (text: string): number => {
  const bytes = Math.round(Number(text.replace(',', '.')) * GB);
  return Number.isSafeInteger(bytes) ? bytes : 0;
};

/** How much may be kept in the storage before Lectern asks. */
export function QuotaForm({ quota }: { readonly quota: Output<'storage.getUsage'>['quota'] }) {
  const { t } = useTranslation();
  const save = useMutation({ ...saveQuota, onSuccess: () => void toast(t('storageUsage.quota.saved')) });
  const { quotaBytes, locked } = quota;
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { gigabytes: quotaBytes === null ? '' : String(quotaBytes / GB) },
  });
  const { errors, isDirty } = form.formState;
  const submit = form.handleSubmit(({ gigabytes }) => save.mutate(gigabytes === '' ? null : bytesOf(gigabytes)));
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-2">
      <Field
        label={t('storageUsage.quota.label')}
        hint={locked ? t('settings.locked') : t('storageUsage.quota.hint')}
        error={errors.gigabytes ? t('storageUsage.quota.invalid') : undefined}
      >
        {(control) => (
          <Input
            {...control}
            {...form.register('gigabytes')}
            inputMode="decimal"
            dir="ltr"
            readOnly={locked}
            autoComplete="off"
          />
        )}
      </Field>
      <FailureNote error={save.error} />
      {locked ? null : (
        <div>
          <Button type="submit" busy={save.isPending} disabled={!isDirty}>
            {t('storageUsage.quota.save')}
          </Button>
        </div>
      )}
    </form>
  );
}
