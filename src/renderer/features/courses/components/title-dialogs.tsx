import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { TypedTitle } from '../../../hooks/use-title-draft.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { showTitleDialog, useTitleDialog } from '../courses-ui-store.ts';
import { TitleDialog } from '../forms/title-dialog.tsx';
import { createCourse, renameCourse } from '../mutations.ts';
import { courseListQuery } from '../queries.ts';

const close = () => showTitleDialog(null);

/** The dialog that asks for a title, when one is asked for. */
export function TitleDialogs() {
  const dialog = useTitleDialog();
  if (!dialog) return null;
  return dialog.kind === 'new' ? <NewCourse /> : <RenameCourse courseId={dialog.courseId} />;
}

function NewCourse() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const create = useMutation(createCourse);
  const save = ({ title }: TypedTitle, onSaved: () => void) =>
    create.mutate(title, {
      onSuccess: ({ courseId }) => {
        onSaved();
        close();
        void navigate({ to: '/course/$courseId', params: { courseId } });
      },
    });
  return (
    <TitleDialog
      entityId="new-course"
      heading={t('courses.newTitle')}
      verb={t('courses.create')}
      initial=""
      busy={create.isPending}
      error={create.error}
      onSave={save}
      onClose={close}
    />
  );
}

function RenameCourse({ courseId }: { readonly courseId: CourseId }) {
  const { t } = useTranslation();
  const { data: courses } = useQuery(courseListQuery);
  const rename = useMutation(renameCourse);
  const initial = courses?.find((course) => course.courseId === courseId)?.title;
  if (initial === undefined) return null;
  const save = (typed: TypedTitle, onSaved: () => void) =>
    rename.mutate(
      { courseId, ...typed },
      {
        onSuccess() {
          onSaved();
          close();
        },
      },
    );
  return (
    <TitleDialog
      entityId={courseId}
      heading={t('courses.renameTitle')}
      verb={t('courses.saveName')}
      initial={initial}
      busy={rename.isPending}
      error={rename.error}
      onSave={save}
      onClose={close}
    />
  );
}
