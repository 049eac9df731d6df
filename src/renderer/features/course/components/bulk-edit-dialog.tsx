import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { bulkRows, isChanged } from '../../../../shared/domain/bulk-edit.ts';
import type { Outline } from '../../../../shared/domain/course.ts';
import type { LessonId } from '../../../../shared/domain/ids.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { bulkEditOf, bulkFaults, bulkLessonsIn, untouched } from '../bulk-choice.ts';
import { useOutlineStore, useOutlineUi } from '../outline-ui.ts';
import { filledQuery } from '../queries.ts';
import type { OutlineVerbs } from '../verbs/outline-verbs.ts';
import { BulkEditEffect } from './bulk-edit-effect.tsx';
import { BulkEditFields } from './bulk-edit-fields.tsx';

interface BulkEditProps {
  readonly outline: Outline;
  readonly verbs: OutlineVerbs;
}

/** *Edit together…*: what is to change in many lessons, and what becomes of each, before it does. */
export function BulkEditDialog(props: BulkEditProps) {
  const editing = useOutlineUi((ui) => ui.editing);
  return editing ? <OpenDialog editing={editing} {...props} /> : null;
}

function OpenDialog({ outline, verbs, editing }: BulkEditProps & { readonly editing: readonly LessonId[] }) {
  const { t } = useTranslation();
  const store = useOutlineStore();
  const [choice, setChoice] = useState(untouched);
  const lessons = bulkLessonsIn(outline, new Set(editing));
  const isKindTouched = choice.kind !== 'asIs';
  const filled = useQuery({ ...filledQuery([...editing]), enabled: isKindTouched });
  const edit = bulkEditOf(choice);
  const rows = bulkRows(lessons, edit, new Set(filled.data));
  const changes = rows.filter(isChanged).length;
  const isReady = bulkFaults(choice).length === 0 && (!isKindTouched || filled.isSuccess);
  const close = () => store.setState({ editing: null });
  const apply = () => {
    void verbs.editLessons(rows, edit.settings);
    close();
  };
  return (
    <Dialog
      open
      onOpenChange={close}
      // A menu that it was opened from is gone: the row has the keyboard again.
      onClosed={() => {
        store.setState({ wanted: store.getState().selection.active });
        return true;
      }}
      title={t('coursePage.bulk.title', { what: t('unit.lessons', { count: lessons.length }) })}
      closeLabel={t('app.close')}
      footer={
        <>
          <Button onClick={close}>{t('app.cancel')}</Button>
          <Button look="primary" disabled={changes === 0 || !isReady} onClick={apply}>
            {t('coursePage.bulk.apply', { what: t('unit.lessons', { count: changes }) })}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <BulkEditFields outline={outline} lessons={lessons} choice={choice} onChange={setChoice} />
        <FailureNote
          error={isKindTouched ? filled.error : null}
          action={<Button onClick={() => void filled.refetch()}>{t('app.retry')}</Button>}
        />
        <BulkEditEffect outline={outline} rows={rows} settings={edit.settings} />
      </div>
    </Dialog>
  );
}
