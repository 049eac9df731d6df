import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { courseId, planId } from '../../shared/domain/ids.ts';
import { rootRoute } from './root.tsx';

/** `into`: the course whose chapters these become; without it a new course. */
const search = z.object({ into: courseId.optional().catch(undefined) });

export const importRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/import/$planId',
  params: { parse: (params) => ({ planId: planId.parse(params.planId) }) },
  validateSearch: search,
  component: ImportScreen,
});

function ImportScreen() {
  const { planId } = importRoute.useParams();
  return <p>{planId}</p>;
}
