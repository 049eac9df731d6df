import { useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { Icon } from '../../../components/icon.tsx';
import { LockNote } from '../../../components/lock-note.tsx';
import { Section } from '../../../components/section.tsx';
import { ServerForm } from '../forms/server-form.tsx';
import { SignInForm } from '../forms/sign-in-form.tsx';
import { serverQuery, sessionQuery } from '../queries.ts';
import { SignedIn } from './signed-in.tsx';
import type { Unsent } from './sign-out-dialog.tsx';

interface AccountSectionProps {
  /** Changes that the cloud does not have: signing out asks first. */
  readonly unsent: Unsent;
}

/** Who is signed in, and where. */
export function AccountSection({ unsent }: AccountSectionProps) {
  const { t } = useTranslation();
  const { data: session } = useQuery(sessionQuery);
  const { data: server } = useQuery(serverQuery);
  if (!session || !server) return null;
  const isSetUp = server.url !== '';
  const account = (
    <Section
      key="account"
      title={t('settings.account.title')}
      hint={t(isSetUp ? 'settings.account.hint' : 'settings.account.needsServer')}
    >
      {session.state === 'needs-auth' ? (
        <p role="alert" className="flex items-center gap-2">
          <Icon of={TriangleAlert} className="text-warning" />
          {t('settings.account.ended')}
        </p>
      ) : null}
      {session.state === 'signed-in' && session.user ? <SignedIn user={session.user} unsent={unsent} /> : null}
      {session.state !== 'signed-in' && isSetUp ? <SignInForm email={session.user?.email ?? ''} /> : null}
    </Section>
  );
  const where = (
    <Section
      key="server"
      title={t('settings.account.server')}
      hint={isSetUp ? undefined : t('settings.account.serverHint')}
    >
      {server.locked ? <LockNote title={t('settings.locked')} hint={t('settings.lockedHint')} /> : null}
      <ServerForm server={server} />
    </Section>
  );
  // What is to be done first stands first
  return isSetUp ? [account, where] : [where, account];
}
