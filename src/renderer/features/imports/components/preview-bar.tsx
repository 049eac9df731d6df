import { TriangleAlert } from 'lucide-react';
import { cx } from '../../../components/cx.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { ImportPlan } from '../../../../shared/domain/import-plan.ts';
import { Button } from '../../../components/button.tsx';
import { Icon } from '../../../components/icon.tsx';
import { ProgressBar } from '../../../components/progress-bar.tsx';
import { Switch } from '../../../components/switch.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { attentionIds, nextAttention } from '../attention.ts';
import { goToRow, setSwitch, toggleFold, usePreviewUi } from '../imports-ui-store.ts';
import { rowsOf } from '../tree-rows.ts';

interface PreviewBarProps {
  readonly plan: ImportPlan;
  readonly cleanNames: boolean;
  readonly foldersAsChapters: boolean;
  /** The row one is on was changed from here: the tree, where it is, is to have the focus. */
  readonly onJump: () => void;
}

/** How the plan is made, what to look at in it, and how far the files have been looked into. */
export function PreviewBar({ plan, cleanNames, foldersAsChapters, onJump }: PreviewBarProps) {
  const { t } = useTranslation();
  return (
    <div
      className={cx(
        'flex min-h-10 shrink-0 items-center gap-x-5 gap-y-1 max-[720px]:flex-wrap max-[720px]:py-2 border-b',
        'border-line px-4',
      )}
    >
      <Switch
        label={t('imports.cleanNames')}
        checked={cleanNames}
        onChange={(on) => setSwitch(plan.planId, 'cleanNames', on)}
      />
      {plan.shape === 'tree' ? (
        <Switch
          label={t('imports.foldersAsChapters')}
          checked={foldersAsChapters}
          onChange={(on) => setSwitch(plan.planId, 'foldersAsChapters', on)}
        />
      ) : null}
      <div className="ms-auto flex items-center gap-4">
        <Probing plan={plan} />
        <Attention plan={plan} onJump={onJump} />
      </div>
    </div>
  );
}

function Probing({ plan: { planId, totals } }: Pick<PreviewBarProps, 'plan'>) {
  const { t } = useTranslation();
  const { count } = useFormats();
  const done = totals.lessons - totals.lessonsToProbe;
  if (totals.lessonsToProbe === 0) return null;
  const words = t('imports.probing', { done: count(done), total: count(totals.lessons) });
  return (
    <div className="numeric w-56 text-11 text-ink-muted">
      {words}
      <ProgressBar label={words} fraction={done / totals.lessons} workId={planId} />
    </div>
  );
}

/** Goes from one thing to look at to the next. */
function Attention({ plan, onJump }: Pick<PreviewBarProps, 'plan' | 'onJump'>) {
  const { t } = useTranslation();
  const { activeId, toggled } = usePreviewUi(plan.planId);
  const ids = attentionIds(plan);
  if (ids.length === 0) return null;
  const goToNext = () => {
    const next = nextAttention(ids, activeId);
    if (next === undefined) return;
    const parentId = rowsOf(plan, new Set()).find((row) => row.id === next)?.parentId;
    if (parentId && toggled.has(parentId)) toggleFold(plan.planId, parentId);
    goToRow(plan.planId, next);
    onJump();
  };
  return (
    <Button size="compact" look="quiet" onClick={goToNext} className="text-warning">
      <Icon of={TriangleAlert} />
      {t('imports.attention', { count: ids.length })}
    </Button>
  );
}
