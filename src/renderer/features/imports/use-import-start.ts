import { useMutation } from '@tanstack/react-query';
import type { CourseId } from '../../../shared/domain/ids.ts';
import { pathsOf, type Output } from '../../lib/ipc-client.ts';
import { pickFolder, scanPaths } from './mutations.ts';

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
  const onto = courseId ? { courseId } : {};
  const choose = (then: Then) => {
    scan.reset();
    pick.mutate(onto, { onSuccess: (opened) => (opened ? then(opened) : undefined) });
  };
  return {
    isScanning: scan.isPending || pick.isPending,
    error: scan.error ?? pick.error,
    /** Must be called during the drop: the browser forgets the files afterwards. `then` stands in for `onPlan` once. */
    drop: (files: Iterable<File>, then: Then = onPlan) => {
      const paths = pathsOf(files);
      pick.reset();
      if (paths.length > 0) scan.mutate({ ...onto, paths }, { onSuccess: then });
    },
    choose: () => choose(onPlan),
    /** The same, with `then` in the place of `onPlan`. */
    chooseFor: choose,
    forgetError: () => {
      scan.reset();
      pick.reset();
    },
  };
}
