import { createRoute } from '@tanstack/react-router';
import { TrashPage } from '../features/trash/components/trash-page.tsx';
import { rootRoute } from './root.tsx';

export const trashRoute = createRoute({ getParentRoute: () => rootRoute, path: '/trash', component: TrashPage });
