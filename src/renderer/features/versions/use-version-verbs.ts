import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CourseId } from '../../../shared/domain/ids.ts';
import { useTranslation } from '../../hooks/use-translation.ts';
import { useUndo } from '../../hooks/use-undo.ts';
import { runMutation } from '../../lib/run-mutation.ts';
import { toastStep } from '../../lib/step-toast.ts';
import { deleteVersion, restoreVersion } from './mutations.ts';
import type { Version } from './queries.ts';

/** What is done without being asked about: each says its end, with the way back. */
export function useVersionVerbs(courseId: CourseId) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { undo } = useUndo();
  const [failure, setFailure] = useState<unknown>(null);
  const [isRestoring, setRestoring] = useState(false);
  const way = { label: t('app.undo'), onClick: () => undo() };
  return {
    failure,
    isRestoring,
    async remove({ versionId, name }: Version): Promise<void> {
      setFailure(null);
      try {
        await runMutation(client, deleteVersion, { courseId, versionId });
        toastStep(t('versions.deleted', { name }), way);
      } catch (error) {
        setFailure(error);
      }
    },
    async restore({ versionId, name: given }: Pick<Version, 'versionId' | 'name'>): Promise<void> {
      setFailure(null);
      setRestoring(true);
      const name = given || t('versions.publishedName');
      try {
        const { rows } = await runMutation(client, restoreVersion, { courseId, versionId });
        if (rows > 0) toastStep(t('versions.restored', { name }), way);
        else toastStep(t('versions.same', { name }));
      } catch (error) {
        setFailure(error);
      } finally {
        setRestoring(false);
      }
    },
  };
}
