import { useTranslation } from '../../../hooks/use-translation.ts';
import type { PlanTotals } from '../../../../shared/domain/import-plan.ts';
import { useFormats } from '../../../hooks/studio-context.ts';

/** 3 chapters · 12 lessons · 2 h 41 min · 4.2 GB: of what is checked. */
export function PlanFacts({ totals }: { readonly totals: PlanTotals }) {
  const { t } = useTranslation();
  const { span, bytes } = useFormats();
  const facts = [
    t('unit.chapters', { count: totals.chapters }),
    t('unit.lessons', { count: totals.lessons }),
    totals.durationMs > 0 ? span(totals.durationMs) : '',
    bytes(totals.bytes),
  ];
  return facts.filter(Boolean).join(' · ');
}
