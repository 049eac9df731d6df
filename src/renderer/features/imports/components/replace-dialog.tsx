import { useMutation, useQuery } from '@tanstack/react-query';
import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { OutlineLesson } from '../../../../shared/domain/course.ts';
import type { PlanId } from '../../../../shared/domain/ids.ts';
import type { PlannedLesson } from '../../../../shared/domain/import-plan.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useUndo } from '../../../hooks/use-undo.ts';
import { toastStep } from '../../../lib/step-toast.ts';
import { applyPlan, discardPlan } from '../mutations.ts';
import { planQuery } from '../queries.ts';
import { isUsable } from '../selection.ts';
import { Note } from './note.tsx';
import { VideoFacts } from './video-facts.tsx';

interface ReplaceDialogProps {
  readonly planId: PlanId;
  readonly lesson: OutlineLesson;
  /** Takes the focus to where it belongs. */
  readonly onClose: () => void;
  /** The file becomes a lesson of its own after all. */
  readonly onAdd: () => void;
}

/** As the file is called: the lesson keeps its title. */
const VIEW = { cleanNames: true, foldersAsChapters: true };

/** Asks before a lesson shows another video, with both lengths side by side. */
export function ReplaceDialog({ planId, lesson, onClose, onAdd }: ReplaceDialogProps) {
  const { t } = useTranslation();
  const { undo } = useUndo();
  const plan = useQuery(planQuery(planId, VIEW));
  const apply = useMutation(applyPlan);
  const discard = useMutation(discardPlan);
  const next = plan.data?.chapters[0]?.lessons[0] ?? null;
  const cancel = () => {
    discard.mutate(planId);
    onClose();
  };
  const done = () => {
    toastStep(t('imports.replace.done', { title: lesson.title }), { label: t('app.undo'), onClick: () => undo() });
    onClose();
  };
  const run = () =>
    apply.mutate(
      { planId, ...VIEW, target: { kind: 'lesson', lessonId: lesson.lessonId }, excluded: [] },
      { onSuccess: done },
    );
  return (
    <Dialog
      open
      onOpenChange={cancel}
      onClosed={() => true}
      title={t(lesson.media ? 'imports.replace.title' : 'imports.replace.first', { title: lesson.title })}
      description={t('imports.replace.about')}
      closeLabel={t('app.close')}
      footer={
        <>
          <Button onClick={cancel}>{t('app.cancel')}</Button>
          <Button onClick={onAdd}>{t('imports.replace.add')}</Button>
          <Button look="primary" busy={apply.isPending} disabled={!next?.probed || !isUsable(next)} onClick={run}>
            {t(lesson.media ? 'imports.replace.apply' : 'imports.replace.use')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <FailureNote error={plan.error ?? apply.error} />
        <VideoFacts now={lesson.media} next={next} />
        {next ? <Doubts lesson={lesson} next={next} /> : null}
      </div>
    </Dialog>
  );
}

/** So much shorter or longer, and cues stand beside what is said. */
const OUT_OF_STEP_MS = 1_000;

function Doubts({ lesson, next }: { readonly lesson: OutlineLesson; readonly next: PlannedLesson }) {
  const { t } = useTranslation();
  const [before, after] = [lesson.media?.durationMs ?? null, next.durationMs];
  const differs = before !== null && after !== null && Math.abs(before - after) > OUT_OF_STEP_MS;
  return (
    <>
      {next.problem ? (
        <Note icon={CircleAlert} tone="danger" words={[t(`imports.problem.${next.problem.code}`)]} />
      ) : null}
      {differs && lesson.captions.length > 0 ? (
        <Note icon={TriangleAlert} tone="warning" words={[t('imports.replace.captions')]} />
      ) : null}
    </>
  );
}
