import { useMutation } from '@tanstack/react-query';
import { toast } from 'sonner';
import type { LessonId } from '../../../shared/domain/ids.ts';
import { useTranslation } from '../../hooks/use-translation.ts';
import { pathsOf, type Output } from '../../lib/ipc-client.ts';
import { addCaptions, pickCaptions } from './mutations/captions.ts';

type Added = Output<'caption.createFromFiles'>;

/** The two ways to give a lesson captions: the file dialog, and a drop. */
export function useAddCaptions() {
  const { t } = useTranslation();
  const picked = useMutation(pickCaptions);
  const dropped = useMutation(addCaptions);
  const reset = () => {
    picked.reset();
    dropped.reset();
  };
  const onSuccess = ({ added }: Pick<Added, 'added'>) => {
    if (added > 0) toast(t('lessonCaptions.added', { count: added }));
  };
  return {
    isPending: picked.isPending || dropped.isPending,
    error: picked.error ?? dropped.error,
    refused: (picked.data ?? dropped.data)?.refused ?? [],
    pick(lessonId: LessonId): void {
      reset();
      picked.mutate(lessonId, { onSuccess });
    },
    /** Must be called during the drop: the browser forgets the files afterwards. */
    drop(lessonId: LessonId, files: Iterable<File>): void {
      const paths = pathsOf(files);
      reset();
      if (paths.length === 0) return;
      const said = ({ added, refused }: Added) => {
        if (added + refused.length === 0) toast(t('lessonCaptions.addedNone'));
        onSuccess({ added });
      };
      dropped.mutate({ lessonId, paths }, { onSuccess: said });
    },
    hide: reset,
  };
}
export type AddCaptions = ReturnType<typeof useAddCaptions>;
