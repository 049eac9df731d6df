import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { Button } from '../../../components/button.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Segmented } from '../../../components/segmented.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { targetsOf, type End, type Moving } from '../move-targets.ts';
import { useOutlineStore, useOutlineUi } from '../outline-ui.ts';
import { courseChaptersQuery } from '../queries.ts';
import type { OutlineVerbs } from '../verbs/outline-verbs.ts';
import { MovePlaces } from './move-places.tsx';
import { RowsDialog } from './rows-dialog.tsx';

interface MoveDialogProps {
  readonly courseId: CourseId;
  readonly verbs: OutlineVerbs;
}

/** *Move to…*: asks for a chapter or a course, of all there are. */
export function MoveDialog(props: MoveDialogProps) {
  const moving = useOutlineUi((ui) => ui.moving);
  return moving ? <OpenDialog moving={moving} {...props} /> : null;
}

function OpenDialog({ courseId, verbs, moving }: MoveDialogProps & { readonly moving: Moving }) {
  const { t } = useTranslation();
  const store = useOutlineStore();
  const { data: courses = [], error, isSuccess, refetch } = useQuery(courseChaptersQuery);
  const [search, setSearch] = useState('');
  const [at, setAt] = useState(0);
  const [end, setEnd] = useState<End>('end');
  const targets = targetsOf(courses, { moving, from: courseId, search });
  const target = targets[at];
  const close = () => store.setState({ moving: null });
  const move = () => {
    if (!target) return;
    void verbs.moveTo(moving, target, end);
    close();
  };
  const what = t(moving.kind === 'lessons' ? 'unit.lessons' : 'unit.chapters', { count: moving.ids.length });
  const ends = [
    { value: 'start', label: t('coursePage.moveTo.atStart') },
    { value: 'end', label: t('coursePage.moveTo.atEnd') },
  ] as const;
  return (
    <RowsDialog
      title={t('coursePage.moveTo.title', { what })}
      verb={t('coursePage.moveTo.apply', { what })}
      onApply={target ? move : null}
      onClose={close}
    >
      <FailureNote error={error} action={<Button onClick={() => void refetch()}>{t('app.retry')}</Button>} />
      <MovePlaces
        kind={moving.kind}
        here={courseId}
        targets={targets}
        isPending={!isSuccess}
        search={search}
        onSearch={(words) => {
          setSearch(words);
          setAt(0);
        }}
        at={at}
        onGo={setAt}
        onChoose={move}
      />
      <div>
        <Segmented
          label={t('coursePage.moveTo.end')}
          segments={ends}
          value={end}
          onChange={setEnd}
          // Chapters that go after another one are where that is.
          disabled={moving.kind === 'chapters' && (target?.chapter ?? null) !== null}
        />
      </div>
    </RowsDialog>
  );
}
