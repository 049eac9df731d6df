import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { Button } from '../../../components/button.tsx';
import { Checkbox } from '../../../components/checkbox.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { SkeletonRows } from '../../../components/skeleton.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useUndo } from '../../../hooks/use-undo.ts';
import { toastStep } from '../../../lib/step-toast.ts';
import { applySheet } from '../mutations.ts';
import { sheetQuery, type SheetDiff } from '../queries.ts';
import { ChangeRows, FaultRows } from './sheet-rows.tsx';

interface SheetDialogProps {
  readonly courseId: CourseId;
  readonly path: string;
  readonly onClose: () => void;
}

/** What a table would make of the course, before it does. */
export function SheetDialog({ courseId, path, onClose }: SheetDialogProps) {
  const { t } = useTranslation();
  const { undo } = useUndo();
  const diff = useQuery(sheetQuery(courseId, path));
  const [deletesGone, setDeletesGone] = useState(false);
  const apply = useMutation({
    ...applySheet,
    onSuccess({ changes }) {
      toastStep(t('sheet.applied', { count: changes }), { label: t('app.undo'), onClick: () => undo() });
      onClose();
    },
    // What is to be seen is what is there now.
    onError: () => diff.refetch(),
  });
  const { data } = diff;
  const count = data ? data.changes.length + (deletesGone ? data.gone.length : 0) : 0;
  return (
    <Dialog
      open
      size="wide"
      onOpenChange={onClose}
      title={t('sheet.title')}
      {...(data && { description: data.fileName })}
      closeLabel={t('app.close')}
      footer={
        <>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button
            look="primary"
            data-start
            disabled={count === 0 || diff.isError}
            busy={apply.isPending || diff.isFetching}
            onClick={() => data && apply.mutate({ courseId, path, digest: data.digest, deletesGone })}
          >
            {t('sheet.apply', { count })}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 text-13">
        <FailureNote
          error={diff.error ?? apply.error}
          action={diff.error ? <Button onClick={() => void diff.refetch()}>{t('app.retry')}</Button> : null}
        />
        {diff.isPending ? <SkeletonRows rows={4} label={t('sheet.reading')} /> : null}
        {data && !diff.isError ? (
          <Contents diff={data} deletesGone={deletesGone} onDeletesGone={setDeletesGone} />
        ) : null}
      </div>
    </Dialog>
  );
}

interface ContentsProps {
  readonly diff: SheetDiff;
  readonly deletesGone: boolean;
  readonly onDeletesGone: (deletes: boolean) => void;
}
function Contents({ diff: { changes, gone, faults }, deletesGone, onDeletesGone }: ContentsProps) {
  const { t } = useTranslation();
  const isNew = changes.filter((change) => change.isNew).length;
  const moved = changes.filter(({ movedTo }) => movedTo !== null).length;
  const changed = changes.filter(({ edits }) => edits.length > 0).length;
  const facts = [
    isNew > 0 && t('sheet.count.new', { count: isNew }),
    changed > 0 && t('sheet.count.changed', { count: changed }),
    moved > 0 && t('sheet.count.moved', { count: moved }),
  ].filter(Boolean);
  const words = t('sheet.deleteGone', { count: gone.length });
  return (
    <>
      <p role="status" className="text-ink-muted">
        {facts.length > 0 ? facts.join(' · ') : t('sheet.none')}
      </p>
      {faults.length > 0 ? <FaultRows faults={faults} /> : null}
      {gone.length > 0 ? (
        <section aria-label={t('sheet.gone')}>
          <p className="text-ink-muted wrap-anywhere">
            {t('sheet.goneAre', {
              count: gone.length,
              titles: gone
                .map(({ title }) => `“${title}”`)
                .slice(0, 20)
                .join(', '),
            })}
          </p>
          <label className="flex items-center gap-2 pt-1">
            <Checkbox checked={deletesGone} onChange={onDeletesGone} label={words} />
            <span aria-hidden>{words}</span>
          </label>
        </section>
      ) : null}
      {changes.length > 0 ? <ChangeRows changes={changes} /> : null}
    </>
  );
}
