import type { ImportPlan, PlanRefresh } from '../../../../shared/domain/import-plan.ts';
import { Button } from '../../../components/button.tsx';
import { Toolbar } from '../../../components/toolbar.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { changesIn } from '../selection.ts';

export interface RefreshBarProps {
  readonly plan: ImportPlan;
  readonly refresh: PlanRefresh;
  readonly onLeave: () => void;
  readonly onApply: () => void;
  readonly isBusy: boolean;
}

/** What differs, in numbers, and what is checked of it. */
export function RefreshToolbar({
  plan,
  refresh,
  count,
  onLeave,
  onApply,
  isBusy,
}: RefreshBarProps & { count: number }) {
  const { t } = useTranslation();
  const { fresh, newer, renamed, missing, all } = changesIn(plan);
  const facts = [
    ...(all === 0 ? [t('imports.refresh.none')] : []),
    ...(fresh > 0 ? [t('imports.refresh.fresh', { count: fresh })] : []),
    ...(newer > 0 ? [t('imports.refresh.newer', { count: newer })] : []),
    ...(renamed > 0 ? [t('imports.refresh.renamed', { count: renamed })] : []),
    ...(missing > 0 ? [t('imports.refresh.missing', { count: missing })] : []),
    ...(refresh.same > 0 ? [t('imports.refresh.same', { count: refresh.same })] : []),
  ];
  const canApply = count > 0 || refresh.moved > 0;
  return (
    <Toolbar title={t('imports.refresh.title', { name: plan.originalName })} facts={facts.join(' · ')}>
      <Button onClick={onLeave}>{t('app.cancel')}</Button>
      <Button look="primary" onClick={onApply} busy={isBusy} disabled={!canApply}>
        {count > 0
          ? t('imports.refresh.apply', { count })
          : t(canApply ? 'imports.refresh.place' : 'imports.refresh.check')}
      </Button>
    </Toolbar>
  );
}
