import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { toast } from 'sonner';
import { storageRoutes } from '../../../../shared/ipc/contract/storage.ts';
import { Button } from '../../../components/button.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import type { Output } from '../../../lib/ipc-client.ts';
import { Findings } from '../components/findings.tsx';
import { saveStorage, testStorage, type StorageValues } from '../mutations.ts';
import { StorageFields } from './storage-fields.tsx';

const schema = storageRoutes['storage.save'].input;
/** While no key is saved, one must be typed. */
const withKey = schema.extend({ applicationKey: schema.shape.applicationKey.min(1) });

/** Where uploads go. The application key is typed in and never comes back. */
export function StorageForm({ settings }: { readonly settings: Output<'storage.get'> }) {
  const { t } = useTranslation();
  const test = useMutation(testStorage);
  const save = useMutation(saveStorage);
  const form = useForm<StorageValues>({
    resolver: zodResolver(settings?.keySaved ? schema : withKey),
    values: valuesOf(settings),
    resetOptions: { keepDirtyValues: true },
  });
  const findings = save.data?.findings ?? test.data;
  const { isDirty } = form.formState;
  const locked = settings?.locked ?? false;
  // What was found holds for what was asked about, not for what is typed since.
  const forgetResults = () => {
    test.reset();
    if (!save.isPending) save.reset();
  };
  const runTest = form.handleSubmit((values) => {
    save.reset();
    test.mutate(values);
  });
  const runSave = form.handleSubmit((values) => {
    test.reset();
    save.mutate(values, {
      onSuccess: ({ saved }) => {
        if (!saved) return;
        form.reset({ ...values, applicationKey: '' });
        toast(t('settings.storage.saved'));
      },
    });
  });
  return (
    <form noValidate onSubmit={runSave} onChange={forgetResults} className="flex flex-col gap-3">
      <StorageFields form={form} locked={locked} keySaved={settings?.keySaved ?? false} />
      <FailureNote error={save.error ?? test.error} />
      {save.data?.saved === false ? <p role="alert">{t('settings.storage.notSaved')}</p> : null}
      {findings ? <Findings findings={findings} /> : null}
      <div className="flex gap-2">
        <Button onClick={() => void runTest()} busy={test.isPending} disabled={save.isPending}>
          {t('settings.storage.test')}
        </Button>
        {locked ? null : (
          <Button look="primary" type="submit" busy={save.isPending} disabled={test.isPending || !isDirty}>
            {t('settings.storage.save')}
          </Button>
        )}
      </div>
    </form>
  );
}

function valuesOf(settings: Output<'storage.get'>): StorageValues {
  const { keyId = '', bucket = '', prefix = '', endpoint = '' } = settings ?? {};
  return { keyId, bucket, prefix, endpoint, applicationKey: '' };
}
