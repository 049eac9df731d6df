import { ok } from '../../shared/ipc/result.ts';
import type { Handlers } from '../ipc/router.ts';

type AppHandlers = Pick<Handlers, 'app.getInfo' | 'app.openWindow'>;
export type AppInfo = Extract<Awaited<ReturnType<Handlers['app.getInfo']>>, { success: true }>['data'];

/** What works before, and without, an open profile. */
export function createAppActions(deps: { info: () => AppInfo; openWindow: (path: string) => void }): AppHandlers {
  return {
    'app.getInfo': () => ok(deps.info()),
    'app.openWindow'({ courseId }) {
      deps.openWindow(courseId ? `/course/${courseId}` : '/');
      return ok({});
    },
  };
}
