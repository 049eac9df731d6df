import { useMutation, useQuery } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { CourseId, LessonId, PlanId } from '../../../../shared/domain/ids.ts';
import { withAssigned } from '../../../../shared/domain/assigned-captions.ts';
import { withoutExcluded, type ImportPlan } from '../../../../shared/domain/import-plan.ts';
import { Button } from '../../../components/button.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { SkeletonRows } from '../../../components/skeleton.tsx';
import { Toolbar } from '../../../components/toolbar.tsx';
import type { Input } from '../../../lib/ipc-client.ts';
import { applyWords } from '../apply-words.ts';
import { usePreviewUi } from '../imports-ui-store.ts';
import { applyPlan, discardPlan } from '../mutations.ts';
import { planQuery } from '../queries.ts';
import { changesIn, checkedChanges, excludedKeys } from '../selection.ts';
import { rowsOf } from '../tree-rows.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { ImportTree } from './import-tree.tsx';
import { PlanFacts } from './plan-facts.tsx';
import { PreviewBar } from './preview-bar.tsx';
import { RefreshState } from './refresh-state.tsx';
import { RefreshToolbar } from './refresh-toolbar.tsx';

type Target = Input<'import.apply'>['target'];
interface ImportPreviewProps {
  readonly planId: PlanId;
  readonly target: Target;
  /** With the first lesson that was made. */
  readonly onImported: (courseId: CourseId, first: LessonId | null) => void;
  readonly onLeave: () => void;
}

/** What a dropped folder would become; nothing is written before *Import*. */
export function ImportPreview({ planId, target, onImported, onLeave }: ImportPreviewProps) {
  const { t } = useTranslation();
  const { cleanNames, foldersAsChapters } = usePreviewUi(planId);
  const plan = useQuery(planQuery(planId, { cleanNames, foldersAsChapters }));
  if (plan.error)
    return (
      <EmptyState
        words={t('imports.gone')}
        hint={t('imports.goneHint')}
        action={<Button onClick={onLeave}>{t('app.back')}</Button>}
      />
    );
  if (!plan.data) return <SkeletonRows rows={12} label={t('imports.loading')} />;
  return <Preview found={plan.data} target={target} onImported={onImported} onLeave={onLeave} />;
}

interface PreviewProps extends Omit<ImportPreviewProps, 'planId'> {
  /** As main has it, without what was assigned by hand. */
  readonly found: ImportPlan;
}

function Preview({ found, target, onImported, onLeave }: PreviewProps) {
  const { t } = useTranslation();
  const { cleanNames, foldersAsChapters, decisions, toggled, activeId, assigned } = usePreviewUi(found.planId);
  const plan = useMemo(() => withAssigned(found, assigned), [found, assigned]);
  const tree = useRef<HTMLDivElement>(null);
  const apply = useMutation(applyPlan);
  const discard = useMutation(discardPlan);
  const rows = useMemo(() => rowsOf(plan, toggled), [plan, toggled]);
  const excluded = useMemo(() => excludedKeys(plan, decisions), [plan, decisions]);
  const { totals } = useMemo(() => withoutExcluded(plan, excluded), [plan, excluded]);
  const words = applyWords(t, target, totals);
  const changes = useMemo(() => checkedChanges(plan, excluded), [plan, excluded]);
  const leave = () => {
    discard.mutate(plan.planId);
    onLeave();
  };
  const run = () =>
    apply.mutate(
      {
        planId: plan.planId,
        cleanNames,
        foldersAsChapters,
        target: target.kind === 'refresh' ? { ...target, deleted: changes.deleted } : target,
        excluded: [...excluded],
        assigned: [...assigned].map(([captionKey, lessonKey]) => ({ captionKey, lessonKey })),
      },
      { onSuccess: ({ courseId, firstLessonId }) => onImported(courseId, firstLessonId) },
    );
  const bar = { onLeave: leave, onApply: run, isBusy: apply.isPending };
  const failure = apply.error ? (
    <div className="px-4 py-2">
      <FailureNote error={apply.error} />
    </div>
  ) : null;
  if (plan.refresh && (plan.refresh.comparing || isUnchanged(plan)))
    return <RefreshState plan={plan} refresh={plan.refresh} failure={failure} {...bar} />;
  return (
    <div className="flex h-full flex-col">
      {plan.refresh ? (
        <RefreshToolbar plan={plan} refresh={plan.refresh} count={changes.count} {...bar} />
      ) : (
        <Toolbar title={t('imports.title', { title: plan.title })} facts={<PlanFacts totals={totals} />}>
          <Button onClick={leave}>{t('app.cancel')}</Button>
          <Button look="primary" onClick={run} busy={apply.isPending} disabled={words === null}>
            {words ?? t('imports.nothing')}
          </Button>
        </Toolbar>
      )}
      <PreviewBar
        plan={plan}
        cleanNames={cleanNames}
        foldersAsChapters={foldersAsChapters}
        onJump={() => tree.current?.focus()}
      />
      {failure}
      <div className="min-h-0 grow">
        <ImportTree
          ref={tree}
          planId={plan.planId}
          rows={rows}
          excluded={excluded}
          activeId={activeId}
          isRefresh={plan.refresh !== null}
        />
        <AssignDialog
          plan={plan}
          onClosed={() => {
            tree.current?.focus();
            return true;
          }}
        />
      </div>
    </div>
  );
}

/** Nothing differs, and nothing was left out that somebody should see. */
const isUnchanged = (plan: ImportPlan): boolean => changesIn(plan).all + plan.leftOut.length === 0;
