import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { toast } from 'sonner';
import { accountRoutes } from '../../../../shared/ipc/contract/account.ts';
import { Button } from '../../../components/button.tsx';
import { ErrorNote } from '../../../components/error-note.tsx';
import { Field } from '../../../components/field.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Input } from '../../../components/input.tsx';
import { useErrorWords } from '../../../hooks/use-error-words.ts';
import { failedWith } from '../../../lib/error-words.ts';
import { faultWords } from '../../../lib/fault-words.ts';
import type { Output } from '../../../lib/ipc-client.ts';
import { keyDoubt, type KeyDoubt as Doubt } from '../key-doubt.ts';
import { saveServer } from '../mutations.ts';

const schema = accountRoutes['server.save'].input;

/** Which Supabase project the studio talks to; read-only when the organisation's policy sets it. */
export function ServerForm({ server }: { readonly server: Output<'server.get'> }) {
  const { t } = useTranslation();
  const { url, publishableKey, locked } = server;
  const mutation = useMutation(saveServer);
  const words = useErrorWords(mutation.error);
  const form = useForm({
    resolver: zodResolver(schema),
    // What main says fills the fields that nobody is typing in.
    values: { url, publishableKey },
    resetOptions: { keepDirtyValues: true },
  });
  const { errors, isDirty } = form.formState;
  const doubt = useWatch({ control: form.control, name: 'publishableKey', compute: keyDoubt });
  const isUrlFault = failedWith(mutation.error, 'INVALID_URL') || failedWith(mutation.error, 'INSECURE_URL');
  const urlFault = faultWords(t, errors.url) ?? (isUrlFault ? words?.title : undefined);
  const save = form.handleSubmit((values) =>
    mutation.mutate(values, {
      onSuccess: (saved) => {
        form.reset({ url: saved.url, publishableKey: saved.publishableKey });
        toast(t('settings.account.serverSaved'));
      },
    }),
  );
  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-3">
      <Field label={t('settings.account.url')} hint={t('settings.account.urlHint')} error={urlFault}>
        {(control) => (
          <Input {...control} {...form.register('url')} type="url" dir="ltr" readOnly={locked} autoComplete="off" />
        )}
      </Field>
      <Field
        label={t('settings.account.key')}
        hint={doubt ? <KeyDoubt doubt={doubt} /> : t('settings.account.keyHint')}
        error={faultWords(t, errors.publishableKey)}
      >
        {(control) => (
          <Input
            {...control}
            {...form.register('publishableKey')}
            dir="ltr"
            readOnly={locked}
            autoComplete="off"
            spellCheck={false}
          />
        )}
      </Field>
      {words && !isUrlFault ? <ErrorNote title={words.title} hint={words.hint} /> : null}
      {locked ? null : (
        <div>
          <Button type="submit" look={url === '' ? 'primary' : 'plain'} busy={mutation.isPending} disabled={!isDirty}>
            {t('settings.account.saveServer')}
          </Button>
        </div>
      )}
    </form>
  );
}

/** It may be saved all the same: who runs a server of their own may have keys of another kind. */
function KeyDoubt({ doubt }: { readonly doubt: Doubt }) {
  const { t } = useTranslation();
  return (
    <span className="flex items-start gap-1 text-warning">
      <Icon of={TriangleAlert} className="mt-0.5 size-3.5" />
      {t(`settings.account.keyDoubt.${doubt}`)}
    </span>
  );
}
