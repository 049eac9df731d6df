import { useMutation } from '@tanstack/react-query';
import type { ChapterId, CourseId } from '../../../shared/domain/ids.ts';
import { watchFolder } from './mutations.ts';

/** *Watch a folder…*: the system's picker, then a watch for the course or one of its chapters. */
export function useWatchStart(courseId: CourseId) {
  const { mutate, error, reset, isPending } = useMutation(watchFolder);
  return {
    isPicking: isPending,
    error,
    forgetError: reset,
    start: (chapterId: ChapterId | null = null) => mutate({ courseId, chapterId }),
  };
}
