import { useQuery } from '@tanstack/react-query';
import { Section } from '../../../components/section.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { usageQuery } from '../../../lib/storage-usage.ts';
import { QuotaForm } from '../forms/quota-form.tsx';
import { FormerVersions } from './former-versions.tsx';
import { Shortfall } from './shortfall.tsx';
import { UnreadSection } from './unread-section.tsx';

/** How much of the storage each course uses. */
export function UsageSection() {
  const { t } = useTranslation();
  const { amount } = useFormats();
  const { data: usage, error, refetch } = useQuery(usageQuery);
  if (!usage) return <UnreadSection title={t('storageUsage.title')} error={error} onRetry={() => void refetch()} />;
  const { usedBytes, courses, otherBytes, former, quota } = usage;
  const { quotaBytes } = quota;
  const used = amount(usedBytes);
  const other = { courseId: 'other', title: t('storageUsage.other'), bytes: otherBytes };
  const rows = [...courses, ...(otherBytes > 0 ? [other] : [])];
  return (
    <Section
      title={t('storageUsage.title')}
      hint={t('storageUsage.hint')}
      aside={
        <span className="numeric">
          {quotaBytes === null
            ? t('storageUsage.used', { used })
            : t('storageUsage.usedOf', { used, quota: amount(quotaBytes) })}
        </span>
      }
    >
      <Shortfall quota={quota} />
      {rows.length === 0 ? <p className="text-ink-muted">{t('storageUsage.none')}</p> : null}
      <ul aria-label={t('storageUsage.courses')} className="flex flex-col gap-2">
        {rows.map(({ courseId, title, bytes }) => (
          <Share key={courseId} title={title} bytes={bytes} fraction={bytes / Math.max(1, usedBytes)} />
        ))}
      </ul>
      <QuotaForm key={quotaBytes} quota={quota} />
      {former.count > 0 ? <FormerVersions former={former} /> : null}
    </Section>
  );
}

interface ShareProps {
  readonly title: string;
  readonly bytes: number;
  readonly fraction: number;
}

function Share({ title, bytes, fraction }: ShareProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <li>
      <div className="flex items-baseline justify-between gap-3">
        <span dir="auto" className="min-w-0 truncate">
          {title || t('storageUsage.untitled')}
        </span>
        <span className="numeric shrink-0 text-ink-muted">{formats.bytes(bytes)}</span>
      </div>
      <div aria-hidden className="h-1 overflow-hidden rounded-full bg-pressed">
        <div className="h-full rounded-full bg-accent" style={{ width: `${String(fraction * 100)}%` }} />
      </div>
    </li>
  );
}
