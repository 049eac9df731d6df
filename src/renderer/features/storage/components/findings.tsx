import { CircleAlert, CircleCheck, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { capKindOf } from '../../../../shared/domain/cap.ts';
import type { StorageFinding } from '../../../../shared/ipc/contract/storage.ts';
import { cx } from '../../../components/cx.ts';
import { Icon } from '../../../components/icon.tsx';

const looks: Record<StorageFinding['severity'], { readonly icon: LucideIcon; readonly ink: string }> = {
  ok: { icon: CircleCheck, ink: 'text-success' },
  warning: { icon: TriangleAlert, ink: 'text-warning' },
  blocker: { icon: CircleAlert, ink: 'text-danger' },
};

/** What the test found, worst first: what it is, and how to set it right. Of one kind there is one line. */
export function Findings({ findings }: { readonly findings: readonly StorageFinding[] }) {
  const { t } = useTranslation();
  const kinds = Map.groupBy(findings, ({ code, severity }) => `${severity} ${code}` as const);
  return (
    <div role="status">
      <ul aria-label={t('settings.storage.findings')} className="flex flex-col gap-2" data-selectable>
        {[...kinds].map(([kind, same]) => (
          <Kind key={kind} same={same} />
        ))}
      </ul>
    </div>
  );
}

function Kind({ same }: { readonly same: readonly StorageFinding[] }) {
  const [first] = same;
  if (!first) return null;
  const { icon, ink } = looks[first.severity];
  return (
    <li className="flex items-start gap-2">
      <Icon of={icon} className={cx('mt-0.5', ink)} />
      <FindingWords same={same} />
    </li>
  );
}

/** What findings of one kind are, and how to set it right. */
export function FindingWords({ same }: { readonly same: readonly StorageFinding[] }) {
  const { t } = useTranslation();
  const [first] = same;
  if (!first) return null;
  const { code } = first;
  const cap = code === 'CAP_EXCEEDED' ? capKindOf(String(first.data['detail'] ?? '')) : null;
  const rights = same.flatMap(({ data }) => [data['capability'] ?? data['capabilities'] ?? []].flat()).join(', ');
  return (
    <div>
      <p className="font-medium">{t(`finding.${code}.title`)}</p>
      <p className="text-ink-muted">{t(`finding.${code}.fix`)}</p>
      {cap ? <p className="text-ink-muted">{t(`storageCheck.cap.${cap}`)}</p> : null}
      {rights ? <p className="text-12 text-ink-muted">{t('settings.storage.rights', { rights })}</p> : null}
    </div>
  );
}
