import { createRoute } from '@tanstack/react-router';
import { UploadsPage } from '../features/uploads/components/uploads-page.tsx';
import { rootRoute } from './root.tsx';

export const uploadsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/uploads',
  component: UploadsPage,
});
