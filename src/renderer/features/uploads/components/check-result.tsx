import type { ReactNode } from 'react';
import { CircleAlert, CircleHelp, ShieldCheck, type LucideIcon } from 'lucide-react';
import type { StoredCheck } from '../../../../shared/domain/stored-check.ts';
import { Icon } from '../../../components/icon.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';

const looks: Record<StoredCheck['verdict'], { readonly icon: LucideIcon; readonly ink: string }> = {
  same: { icon: ShieldCheck, ink: 'text-success' },
  gone: { icon: CircleAlert, ink: 'text-danger' },
  altered: { icon: CircleAlert, ink: 'text-danger' },
  unproven: { icon: CircleHelp, ink: 'text-warning' },
};

/** What reading back found: the result, what it rests on, and the way on. */
export function CheckResult({ check, action }: { readonly check: StoredCheck; readonly action?: ReactNode }) {
  const { t } = useTranslation();
  const { amount, moment, count } = useFormats();
  const { verdict, against, bytes, differsAt, atMs } = check;
  const { icon, ink } = looks[verdict];
  const facts = [
    t('receipts.checkedAt', { time: moment(atMs) }),
    t(`receipts.against.${against}`, { size: amount(bytes) }),
    differsAt === null ? '' : t('receipts.differsAt', { at: count(differsAt) }),
  ];
  return (
    <div role="status" className="flex items-start gap-2">
      <Icon of={icon} className={`mt-0.5 ${ink}`} />
      <div className="min-w-0 grow">
        <p className="font-medium">{t(`receipts.check.${verdict}`)}</p>
        {verdict === 'same' ? null : <p>{t(`receipts.checkHint.${verdict}`)}</p>}
        <p className="numeric text-12 text-ink-muted">{facts.filter(Boolean).join(' · ')}</p>
      </div>
      {action}
    </div>
  );
}
