import { useQuery } from '@tanstack/react-query';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { stepWords } from '../../../lib/step-words.ts';
import { refusedQuery, waitingQuery } from '../queries.ts';

const SHOWN = 4;

/** The first changes that the cloud does not have, by name; those that it refused come first, being the fewer. */
export function UnsentList() {
  const { t } = useTranslation();
  const { data: waiting } = useQuery(waitingQuery);
  const { data: refused } = useQuery(refusedQuery);
  if (!waiting || !refused) return null;
  const all = [
    ...refused.map((change) => ({ ...change, isRefused: true })),
    ...waiting.waiting.map((change) => ({ ...change, isRefused: false })),
  ];
  const shown = all.slice(0, SHOWN);
  const more = waiting.total + refused.length - shown.length;
  if (shown.length === 0) return null;
  return (
    <div>
      <ul aria-label={t('changes.unsent')} className="flex flex-col">
        {shown.map(({ mutationId, label, isRefused }) => (
          <li key={mutationId} className="flex items-baseline gap-3 border-t border-line py-1 first:border-t-0">
            <span dir="auto" className="min-w-0 grow truncate first-letter:uppercase">
              {stepWords(t, label)}
            </span>
            {isRefused ? <span className="shrink-0 text-12 text-danger">{t('changes.wasRefused')}</span> : null}
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="text-12 text-ink-muted">{t('changes.more', { count: more })}</p> : null}
    </div>
  );
}
