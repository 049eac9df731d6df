import { useMutation } from '@tanstack/react-query';
import type { LessonId } from '../../../../shared/domain/ids.ts';
import type { Input, Output } from '../../../lib/ipc-client.ts';
import { attachFiles, pickFiles } from '../mutations/resource.ts';
import { useOutlineStore } from '../outline-ui.ts';

type Files = Input<'resource.create'>['files'];

/** Attaches files to a lesson, from wherever they come; what was not attached is told where the lesson's files are. */
export function useAttach() {
  const store = useOutlineStore();
  const pick = useMutation(pickFiles);
  const attach = useMutation(attachFiles);
  const told = (lessonId: LessonId) => ({
    onSuccess: ({ refused }: Output<'resource.create'>) =>
      store.setState({ attachEnd: { lessonId, refused, error: null } }),
    onError: (error: unknown) => store.setState({ attachEnd: { lessonId, refused: [], error } }),
  });
  return {
    isBusy: pick.isPending || attach.isPending,
    pick: (lessonId: LessonId) => pick.mutate(lessonId, told(lessonId)),
    attach: (lessonId: LessonId, files: Files) => attach.mutate({ lessonId, files }, told(lessonId)),
  };
}
