import { CircleAlert, CircleCheck, CircleHelp, TriangleAlert, type LucideIcon } from 'lucide-react';
import { Pill, type Tone } from '../../../components/pill.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { Output } from '../../../lib/ipc-client.ts';
import { FindingWords } from './findings.tsx';

type Check = NonNullable<Output<'storage.testBucket'>>['checks'][number];

const looks: Record<Check['state'], { readonly icon: LucideIcon; readonly tone: Tone }> = {
  good: { icon: CircleCheck, tone: 'success' },
  warning: { icon: TriangleAlert, tone: 'warning' },
  fault: { icon: CircleAlert, tone: 'danger' },
  unknown: { icon: CircleHelp, tone: 'neutral' },
};

/** One question: its state, and what was found with the way to set it right. */
export function CheckRow({ check, state, findings }: Check) {
  const { t } = useTranslation();
  const kinds = Map.groupBy(findings, ({ code, severity }) => `${severity} ${code}` as const);
  return (
    <li className="border-t border-line py-2">
      <div className="flex items-center justify-between gap-3">
        <p className="font-medium">{t(`storageCheck.check.${check}`)}</p>
        <Pill icon={looks[state].icon} tone={looks[state].tone} words={t(`storageCheck.state.${state}`)} />
      </div>
      {state === 'good' ? <p className="text-ink-muted">{t(`storageCheck.good.${check}`)}</p> : null}
      {state === 'unknown' ? <Unknown check={check} /> : null}
      {[...kinds].map(([kind, same]) => (
        <FindingWords key={kind} same={same} />
      ))}
    </li>
  );
}

function Unknown({ check }: Pick<Check, 'check'>) {
  const { t } = useTranslation();
  const needs = check === 'lifecycle' || check === 'versions' || check === 'cors' ? check : null;
  const words = [t('storageCheck.unknownHint'), ...(needs ? [t(`storageCheck.capability.${needs}`)] : [])];
  return <p className="text-ink-muted">{words.join(' ')}</p>;
}
