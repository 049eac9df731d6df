import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { bulkRows, isChanged } from '../../../../shared/domain/bulk-edit.ts';
import type { Outline } from '../../../../shared/domain/course.ts';
import type { LessonId } from '../../../../shared/domain/ids.ts';
import { Button } from '../../../components/button.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { bulkEditOf, bulkFaults, bulkLessonsIn, untouched } from '../bulk-choice.ts';
import { useOutlineStore, useOutlineUi } from '../outline-ui.ts';
import { filledQuery } from '../queries.ts';
import type { OutlineVerbs } from '../verbs/outline-verbs.ts';
import { BulkEditEffect } from './bulk-edit-effect.tsx';
import { BulkEditFields } from './bulk-edit-fields.tsx';
import { RowsDialog } from './rows-dialog.tsx';

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
    <RowsDialog
      title={t('coursePage.bulk.title', { what: t('unit.lessons', { count: lessons.length }) })}
      verb={t('coursePage.bulk.apply', { what: t('unit.lessons', { count: changes }) })}
      onApply={changes > 0 && isReady ? apply : null}
      onClose={close}
    >
      <BulkEditFields outline={outline} lessons={lessons} choice={choice} onChange={setChoice} />
      <FailureNote
        error={isKindTouched ? filled.error : null}
        action={<Button onClick={() => void filled.refetch()}>{t('app.retry')}</Button>}
      />
      <BulkEditEffect outline={outline} rows={rows} settings={edit.settings} />
    </RowsDialog>
  );
}
