import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { cx } from '../../../components/cx.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import type { Output } from '../../../lib/ipc-client.ts';
import { signOut } from '../mutations.ts';

interface SignedInProps {
  readonly user: NonNullable<Output<'session.get'>['user']>;
  readonly waiting: number;
}

/** The person, and the way out; with unsent changes it asks once. */
export function SignedIn({ user, waiting }: SignedInProps) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const mutation = useMutation(signOut);
  const leave = () => {
    setAsking(false);
    mutation.mutate();
  };
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center gap-3">
        <span
          aria-hidden
          className={cx(
            'flex size-9 shrink-0 items-center justify-center rounded-full bg-selected font-semibold',
            'text-accent-text',
          )}
        >
          {(user.displayName || user.email).slice(0, 1).toUpperCase()}
        </span>
        <div className="min-w-0 grow" data-selectable>
          <p dir="auto" className="truncate font-medium">
            {user.displayName || user.email}
          </p>
          <p className="truncate text-12 text-ink-muted">{t('settings.account.signedInAs', { email: user.email })}</p>
        </div>
        <Button onClick={waiting > 0 ? () => setAsking(true) : leave} busy={mutation.isPending}>
          {t('settings.account.signOut')}
        </Button>
      </div>
      <FailureNote error={mutation.error} />
      <Dialog
        open={isAsking}
        onOpenChange={setAsking}
        title={t('settings.account.leaveTitle')}
        description={t('settings.account.leaveText', { count: waiting })}
        closeLabel={t('app.close')}
        footer={
          <>
            <Button onClick={leave}>{t('settings.account.signOut')}</Button>
            <Button look="primary" onClick={() => setAsking(false)}>
              {t('settings.account.stay')}
            </Button>
          </>
        }
      />
    </div>
  );
}
