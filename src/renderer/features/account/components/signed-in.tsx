import { cx } from '../../../components/cx.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { Button } from '../../../components/button.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import type { Output } from '../../../lib/ipc-client.ts';
import { useSignOut } from '../use-sign-out.ts';
import { SignOutDialog, type Unsent } from './sign-out-dialog.tsx';

interface SignedInProps {
  readonly user: NonNullable<Output<'session.get'>['user']>;
  readonly unsent: Unsent;
}

/** The person, and the way out; with unsent changes it asks what is to happen to them. */
export function SignedIn({ user, unsent }: SignedInProps) {
  const { t } = useTranslation();
  const leaving = useSignOut(unsent.waiting + unsent.refused);
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
        <Button onClick={leaving.begin} busy={leaving.isLeaving}>
          {t('settings.account.signOut')}
        </Button>
      </div>
      {leaving.isAsking ? null : <FailureNote error={leaving.error} />}
      <SignOutDialog leaving={leaving} unsent={unsent} email={user.email} />
    </div>
  );
}
