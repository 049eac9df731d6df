import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { PlanId } from '../../../shared/domain/ids.ts';
import { call } from '../../lib/ipc-client.ts';

/** How the plan is to be read; the switches of the preview. */
export interface PlanView {
  readonly cleanNames: boolean;
  readonly foldersAsChapters: boolean;
}

export const importKeys = {
  plan: (planId: PlanId) => ['import-plan', planId] as const,
  view: (planId: PlanId, view: PlanView) => ['import-plan', planId, view] as const,
};

export function planQuery(planId: PlanId, view: PlanView) {
  return queryOptions({
    queryKey: importKeys.view(planId, view),
    queryFn: () => call('import.getPlan', { planId, ...view }),
    placeholderData: keepPreviousData,
  });
}
