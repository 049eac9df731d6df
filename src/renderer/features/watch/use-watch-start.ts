import { useMutation } from '@tanstack/react-query';
import { toast } from 'sonner';
import type { ChapterId, CourseId } from '../../../shared/domain/ids.ts';
import { useTranslation } from '../../hooks/use-translation.ts';
import type { Output } from '../../lib/ipc-client.ts';
import { watchFolder } from './mutations.ts';

/** *Watch a folder…*: the system's picker, then a watch for the course or one of its chapters. */
export function useWatchStart(courseId: CourseId) {
  const { t } = useTranslation();
  const onSuccess = (made: Output<'watch.pickFolder'>) => void (made && toast(t('watch.started')));
  const { mutate, error, reset, isPending } = useMutation({ ...watchFolder, onSuccess });
  return {
    isPicking: isPending,
    error,
    forgetError: reset,
    start: (chapterId: ChapterId | null = null) => mutate({ courseId, chapterId }),
  };
}
