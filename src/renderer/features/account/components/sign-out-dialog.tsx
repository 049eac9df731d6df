import { useId, type ReactNode } from 'react';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { ErrorNote } from '../../../components/error-note.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { ProgressBar } from '../../../components/progress-bar.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { Leaving } from '../use-sign-out.ts';

/** What the cloud does not have. */
export interface Unsent {
  readonly waiting: number;
  readonly refused: number;
  /** The first of them by name. */
  readonly list: ReactNode;
}
interface SignOutDialogProps {
  readonly leaving: Leaving;
  readonly unsent: Unsent;
  readonly email: string;
}

/** Which changes would stay behind, and what may happen to them. */
export function SignOutDialog({ leaving, unsent, email }: SignOutDialogProps) {
  const { t } = useTranslation();
  const { waiting, refused } = unsent;
  const facts = [
    waiting > 0 ? t('settings.account.leave.waiting', { count: waiting }) : null,
    refused > 0 ? t('settings.account.leave.refused', { count: refused }) : null,
    t('settings.account.leave.ask'),
  ];
  return (
    <Dialog
      open={leaving.isAsking}
      onOpenChange={(isOpen) => (isOpen ? undefined : leaving.stay())}
      title={t('settings.account.leave.title')}
      description={facts.filter(Boolean).join(' ')}
      closeLabel={t('app.close')}
      footer={<Button onClick={leaving.stay}>{t('app.cancel')}</Button>}
    >
      <div className="flex flex-col gap-4">
        {unsent.list}
        <FailureNote error={leaving.error} />
        {leaving.notSent ? (
          <ErrorNote
            title={t(`settings.account.leave.notSent.${leaving.notSent}.title`)}
            hint={t(`settings.account.leave.notSent.${leaving.notSent}.hint`)}
          />
        ) : null}
        {leaving.isSending ? (
          <Sending waiting={waiting} />
        ) : (
          <Choices leaving={leaving} canSend={waiting > 0} email={email} />
        )}
      </div>
    </Dialog>
  );
}

function Sending({ waiting }: { readonly waiting: number }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-2">
      <p role="status" className="numeric">
        {t('settings.account.leave.sending', { count: waiting })}
      </p>
      <ProgressBar label={t('settings.account.leave.progress')} fraction={null} />
    </div>
  );
}

interface ChoicesProps {
  readonly leaving: Leaving;
  /** What was refused alone cannot be sent. */
  readonly canSend: boolean;
  readonly email: string;
}
function Choices({ leaving, canSend, email }: ChoicesProps) {
  const { t } = useTranslation();
  const isBusy = leaving.isLeaving || leaving.isSaving;
  return (
    <ul className="flex flex-col gap-3">
      {canSend ? (
        <Choice hint={t('settings.account.leave.sendHint')}>
          {(hintId) => (
            <Button look="primary" aria-describedby={hintId} disabled={isBusy} onClick={leaving.sendAndGo}>
              {t('settings.account.leave.send')}
            </Button>
          )}
        </Choice>
      ) : null}
      <Choice hint={t('settings.account.leave.keepHint', { email })}>
        {(hintId) => (
          <Button aria-describedby={hintId} disabled={isBusy} onClick={leaving.keepAndGo}>
            {t('settings.account.leave.keep')}
          </Button>
        )}
      </Choice>
      <Choice hint={t('settings.account.leave.saveHint')}>
        {(hintId) => (
          <Button
            look="danger"
            aria-describedby={hintId}
            busy={leaving.isSaving}
            disabled={isBusy}
            onClick={leaving.saveAndGo}
          >
            {t('settings.account.leave.save')}
          </Button>
        )}
      </Choice>
    </ul>
  );
}

interface ChoiceProps {
  readonly hint: string;
  readonly children: (hintId: string) => ReactNode;
}
/** A verb, and what comes of it. */
function Choice({ hint, children }: ChoiceProps) {
  const hintId = useId();
  return (
    <li className="flex flex-col items-stretch gap-1">
      {children(hintId)}
      <p id={hintId} className="text-12 text-ink-muted">
        {hint}
      </p>
    </li>
  );
}
