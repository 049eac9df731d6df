import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { toast } from 'sonner';
import { DEVICE_NAME_MAX_LENGTH } from '../../../../shared/domain/device.ts';
import { deviceRoutes } from '../../../../shared/ipc/contract/device.ts';
import { Button } from '../../../components/button.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Field } from '../../../components/field.tsx';
import { Input } from '../../../components/input.tsx';
import { Section } from '../../../components/section.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { faultWords } from '../../../lib/fault-words.ts';
import type { Output } from '../../../lib/ipc-client.ts';
import { saveDevice } from '../mutations.ts';
import { deviceQuery } from '../queries.ts';

/** What this computer is called where it and another one have changed the same words. */
export function DeviceSection() {
  const { t } = useTranslation();
  const { data: device, error } = useQuery(deviceQuery);
  return (
    <Section title={t('settings.device.title')}>
      <FailureNote error={error} />
      {device ? <DeviceForm device={device} /> : null}
    </Section>
  );
}

const schema = deviceRoutes['device.save'].input;

function DeviceForm({ device }: { readonly device: Output<'device.get'> }) {
  const { t } = useTranslation();
  const { name, hostName } = device;
  const mutation = useMutation(saveDevice);
  const form = useForm({
    resolver: zodResolver(schema),
    values: { name },
    resetOptions: { keepDirtyValues: true },
  });
  const { errors, isDirty } = form.formState;
  const save = form.handleSubmit((values) =>
    mutation.mutate(values, {
      onSuccess: (saved) => {
        form.resetField('name', { defaultValue: saved.name });
        toast(t('settings.device.saved'));
      },
    }),
  );
  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-3">
      <Field
        label={t('settings.device.name')}
        hint={t('settings.device.hint', { hostName })}
        error={faultWords(t, errors.name)}
      >
        {(control) => (
          <Input
            {...control}
            {...form.register('name')}
            placeholder={hostName}
            maxLength={DEVICE_NAME_MAX_LENGTH}
            autoComplete="off"
            spellCheck={false}
          />
        )}
      </Field>
      <FailureNote error={mutation.error} />
      <div>
        <Button type="submit" busy={mutation.isPending} disabled={!isDirty}>
          {t('settings.device.save')}
        </Button>
      </div>
    </form>
  );
}
