import { useMutation } from '@tanstack/react-query';
import type { CourseId } from '../../../shared/domain/ids.ts';
import { pathsOf, type Output } from '../../lib/ipc-client.ts';
import { pickFiles, pickFolder, scanPaths } from './mutations.ts';

/** A preview that is open. `isRefresh`: of a folder that its course is compared with. */
export type OpenedPlan = Output<'import.scan'>;
type Then = (opened: OpenedPlan) => void;

/**
 * The two ways into an import: a drop and the folder picker, for a course that is there or a new one. `onPlan` is called
 * when there is something to show.
 */
export function useImportStart(onPlan: Then, courseId?: CourseId) {
  const scan = useMutation(scanPaths);
  const pick = useMutation(pickFolder);
  const files = useMutation(pickFiles);
  const onto = courseId ? { courseId } : {};
  const reset = () => {
    scan.reset();
    pick.reset();
    files.reset();
  };
  const choose = (then: Then) => {
    reset();
    pick.mutate(onto, { onSuccess: (opened) => (opened ? then(opened) : undefined) });
  };
  return {
    isScanning: scan.isPending || pick.isPending || files.isPending,
    error: scan.error ?? pick.error ?? files.error,
    /** Must be called during the drop: the browser forgets the files afterwards. `then` stands in for `onPlan` once. */
    drop: (files: Iterable<File>, then: Then = onPlan) => {
      const paths = pathsOf(files);
      reset();
      if (paths.length > 0) scan.mutate({ ...onto, paths }, { onSuccess: then });
    },
    choose: () => choose(onPlan),
    /** The same, with `then` in the place of `onPlan`. */
    chooseFor: choose,
    /** One file, or several. */
    chooseFiles: (several: boolean, then: Then) => {
      reset();
      files.mutate({ ...onto, several }, { onSuccess: (opened) => (opened ? then(opened) : undefined) });
    },
    forgetError: reset,
  };
}
