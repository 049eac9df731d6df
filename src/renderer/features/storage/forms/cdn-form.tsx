import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { toast } from 'sonner';
import { storageRoutes } from '../../../../shared/ipc/contract/storage.ts';
import { Button } from '../../../components/button.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Field } from '../../../components/field.tsx';
import { Input } from '../../../components/input.tsx';
import { Section } from '../../../components/section.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { Output } from '../../../lib/ipc-client.ts';
import { faultWords } from '../../../lib/fault-words.ts';
import { UnreadSection } from '../components/unread-section.tsx';
import { saveCdn, testCdn, type CdnValues } from '../mutations.ts';
import { cdnQuery } from '../queries.ts';

/** The CDN before the storage. The API token is typed in and never comes back. */
export function CdnSection() {
  const { t } = useTranslation();
  const { data: cdn, error, refetch } = useQuery(cdnQuery);
  if (!cdn) return <UnreadSection title={t('cdn.title')} error={error} onRetry={() => void refetch()} />;
  return (
    <Section title={t('cdn.title')} hint={t('cdn.hint')}>
      <CdnForm cdn={cdn} />
    </Section>
  );
}

function CdnForm({ cdn }: { readonly cdn: Output<'storage.getCdn'> }) {
  const { t } = useTranslation();
  const save = useMutation(saveCdn);
  const test = useMutation(testCdn);
  const { baseUrl, zoneId, locked, tokenSaved } = cdn;
  const form = useForm<CdnValues>({
    resolver: zodResolver(storageRoutes['storage.saveCdn'].input),
    defaultValues: { baseUrl, zoneId, apiToken: '' },
  });
  const { errors, isDirty } = form.formState;
  const submit = form.handleSubmit((values) =>
    save.mutate(values, {
      onSuccess() {
        form.reset({ ...values, apiToken: '' });
        toast(t('cdn.saved'));
      },
    }),
  );
  const hints = {
    baseUrl: t(locked ? 'settings.locked' : 'cdn.baseUrlHint'),
    zoneId: t('cdn.zoneIdHint'),
    apiToken: t(tokenSaved ? 'cdn.tokenSaved' : 'cdn.tokenHint'),
  };
  const text = (name: keyof typeof hints) => (
    <Field label={t(`cdn.${name}`)} hint={hints[name]} error={faultWords(t, errors[name])}>
      {(control) => (
        <Input
          {...control}
          {...form.register(name)}
          type={name === 'apiToken' ? 'password' : 'text'}
          readOnly={name === 'baseUrl' && locked}
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
        />
      )}
    </Field>
  );
  return (
    <form noValidate onSubmit={submit} onChange={() => test.reset()} className="flex flex-col gap-3">
      {text('baseUrl')}
      {text('zoneId')}
      {text('apiToken')}
      <FailureNote error={save.error ?? test.error} />
      <p role="status">{test.data ? t(`cdn.result.${test.data.result}`) : null}</p>
      <div className="flex gap-2">
        <Button busy={test.isPending} onClick={() => void form.handleSubmit((values) => test.mutate(values))()}>
          {t('cdn.test')}
        </Button>
        <Button type="submit" busy={save.isPending} disabled={!isDirty}>
          {t('cdn.save')}
        </Button>
      </div>
    </form>
  );
}
