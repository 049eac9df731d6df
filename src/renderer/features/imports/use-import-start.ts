import { useMutation } from '@tanstack/react-query';
import type { PlanId } from '../../../shared/domain/ids.ts';
import { pathsOf } from '../../lib/ipc-client.ts';
import { pickFolder, scanPaths } from './mutations.ts';

/** The two ways into an import: a drop and the folder picker. `onPlan` is called when there is something to show. */
export function useImportStart(onPlan: (planId: PlanId) => void) {
  const scan = useMutation(scanPaths);
  const pick = useMutation(pickFolder);
  const choose = (then: (planId: PlanId) => void) => {
    scan.reset();
    pick.mutate(undefined, { onSuccess: (answer) => (answer ? then(answer.planId) : undefined) });
  };
  return {
    isScanning: scan.isPending || pick.isPending,
    error: scan.error ?? pick.error,
    /** Must be called during the drop: the browser forgets the files afterwards. `then` stands in for `onPlan` once. */
    drop: (files: Iterable<File>, then: (planId: PlanId) => void = onPlan) => {
      const paths = pathsOf(files);
      pick.reset();
      if (paths.length > 0) scan.mutate(paths, { onSuccess: ({ planId }) => then(planId) });
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
