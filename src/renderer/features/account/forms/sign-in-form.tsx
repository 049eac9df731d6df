import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { accountRoutes } from '../../../../shared/ipc/contract/account.ts';
import { Button } from '../../../components/button.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Field } from '../../../components/field.tsx';
import { Input } from '../../../components/input.tsx';
import { signIn } from '../mutations.ts';

const schema = accountRoutes['session.signIn'].input;

interface SignInFormProps {
  /** Of the session that ended; else empty. */
  readonly email: string;
}

/** E-mail and password; the password goes to main and is forgotten here. */
export function SignInForm({ email }: SignInFormProps) {
  const { t } = useTranslation();
  const mutation = useMutation(signIn);
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { email, password: '' } });
  const { errors } = form.formState;
  const submit = form.handleSubmit((values) =>
    mutation.mutate(values, { onSuccess: () => form.reset({ email: values.email, password: '' }) }),
  );
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-3">
      <Field label={t('settings.account.email')} error={errors.email ? t('fault.email') : undefined}>
        {(control) => <Input {...control} {...form.register('email')} type="email" dir="ltr" autoComplete="username" />}
      </Field>
      <Field label={t('settings.account.password')} error={errors.password ? t('fault.needed') : undefined}>
        {(control) => (
          <Input
            {...control}
            {...form.register('password')}
            type="password"
            dir="ltr"
            autoComplete="current-password"
          />
        )}
      </Field>
      <FailureNote error={mutation.error} />
      <div>
        <Button look="primary" type="submit" busy={mutation.isPending}>
          {t('settings.account.signIn')}
        </Button>
      </div>
    </form>
  );
}
