import { useMutation } from '@tanstack/react-query';
import { failedWith } from '../../lib/error-words.ts';
import { pathsOf } from '../../lib/ipc-client.ts';
import { openArchive, pickArchive } from './mutations.ts';

const ARCHIVE_NAME = /\.lectern\.zip$/i;
const ZIP_NAME = /\.zip$/i;

/**
 * A ZIP file that is chosen, or dropped alone: an archive, or else something for `otherwise`. Takes the paths during the
 * drop.
 */
export function useArchiveStart(onArchive: (archiveId: string) => void, otherwise: (files: Iterable<File>) => void) {
  const open = useMutation(openArchive);
  const pick = useMutation(pickArchive);
  return {
    isOpening: open.isPending,
    error: open.error ?? pick.error,
    forgetError: () => {
      open.reset();
      pick.reset();
    },
    choose: () => pick.mutate(undefined, { onSuccess: (opened) => opened && onArchive(opened.archiveId) }),
    drop: (files: Iterable<File>) => {
      const all = [...files];
      const [only] = all;
      const [path] = all.length === 1 && only && ZIP_NAME.test(only.name) ? pathsOf(all) : [];
      if (!path || !only) return otherwise(all);
      open.mutate(path, {
        onSuccess: ({ archiveId }) => onArchive(archiveId),
        onError: (error) => {
          if (ARCHIVE_NAME.test(only.name) || !failedWith(error, 'NOT_AN_ARCHIVE')) return;
          open.reset();
          otherwise(all);
        },
      });
    },
  };
}
