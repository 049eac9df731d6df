import { createRoute } from '@tanstack/react-router';
import { ChangesPage } from '../features/sync/components/changes-page.tsx';
import { rootRoute } from './root.tsx';

export const changesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/changes',
  component: ChangesPage,
});
