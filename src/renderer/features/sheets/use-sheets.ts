import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { CourseId } from '../../../shared/domain/ids.ts';
import { useCommand } from '../../hooks/use-command.ts';
import { useErrorToast } from '../../hooks/use-error-toast.ts';
import { useTranslation } from '../../hooks/use-translation.ts';
import { pathsOf } from '../../lib/ipc-client.ts';
import { toastStep } from '../../lib/step-toast.ts';
import { pickSheet, saveSheet } from './mutations.ts';

const isTable = ({ name }: File): boolean => /\.(csv|tsv)$/i.test(name);

/** The outline of a course as a table: the commands, a drop, and the file that is being looked at. */
export function useSheets(courseId: CourseId) {
  const { t } = useTranslation();
  const sayError = useErrorToast();
  const [path, setPath] = useState<string | null>(null);
  const save = useMutation(saveSheet);
  const pick = useMutation(pickSheet);
  useCommand('exportOutline', () =>
    save.mutate(courseId, {
      onSuccess: ({ fileName }) => (fileName === null ? undefined : toastStep(t('sheet.saved', { fileName }))),
      onError: sayError,
    }),
  );
  useCommand('importOutline', () =>
    pick.mutate(undefined, { onSuccess: (picked) => setPath(picked.path), onError: sayError }),
  );
  return {
    path,
    close: () => setPath(null),
    /** Takes one table that was put down; answers whether it was one. Must be called during the drop. */
    drop(files: FileList): boolean {
      const [file] = files;
      const [dropped] = file && files.length === 1 && isTable(file) ? pathsOf([file]) : [];
      if (dropped !== undefined) setPath(dropped);
      return dropped !== undefined;
    },
  };
}
