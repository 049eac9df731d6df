import { Section } from '../../../components/section.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { Output } from '../../../lib/ipc-client.ts';
import { stepWords } from '../../../lib/step-words.ts';

/** In the order in which they are sent. */
export function WaitingList({ waiting, total }: Output<'outbox.list'>) {
  const { t } = useTranslation();
  const { time } = useFormats();
  const nowMs = useNow();
  const more = total - waiting.length;
  return (
    <Section title={t('changes.waiting')} hint={t('changes.waitingHint')}>
      <ol aria-label={t('changes.waiting')} className="flex flex-col">
        {waiting.map(({ mutationId, label, atMs, attempts }) => (
          <li key={mutationId} className="flex items-baseline gap-3 border-t border-line py-1.5">
            <span dir="auto" className="min-w-0 grow truncate first-letter:uppercase">
              {stepWords(t, label)}
            </span>
            <span className="numeric shrink-0 text-12 text-ink-muted">
              {[attempts > 0 ? t('changes.tried', { count: attempts }) : null, time(atMs, nowMs)]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ol>
      {more > 0 ? <p className="text-ink-muted">{t('changes.more', { count: more })}</p> : null}
    </Section>
  );
}
