import type { StartProblem } from '../../shared/ipc/contract/studio.ts';
import { err, ok } from '../../shared/ipc/result.ts';
import type { Handlers } from '../ipc/router.ts';

type AppHandlers = Pick<Handlers, Extract<keyof Handlers, `app.${string}`>>;
export type AppInfo = Extract<Awaited<ReturnType<Handlers['app.getInfo']>>, { success: true }>['data'];

export interface AppDeps {
  readonly info: () => AppInfo;
  readonly openWindow: (path: string) => void;
  /** Tries to open what could not be opened; answers what is still in the way. */
  readonly retryStart: () => Promise<StartProblem | null>;
  /** Keeps the damaged data file under another name and opens an empty one. */
  readonly setDataAside: () => Promise<StartProblem | null>;
  readonly showDataFolder: () => void;
  readonly setUnsaved: (windowId: number, isUnsaved: boolean) => void;
  readonly closeWindow: (windowId: number) => void;
  readonly quit: () => void;
}

/** What works before, and without, an open profile. */
export function createAppActions(deps: AppDeps): AppHandlers {
  return {
    'app.getInfo': () => ok(deps.info()),
    'app.openWindow'({ courseId }) {
      deps.openWindow(courseId ? `/course/${courseId}` : '/');
      return ok({});
    },
    'app.retryStart': async () => ok({ problem: await deps.retryStart() }),
    async 'app.setDataAside'() {
      if (deps.info().problem?.code !== 'CORRUPT') return err('NOTHING_DAMAGED', 'the data file is not damaged');
      return ok({ problem: await deps.setDataAside() });
    },
    'app.showDataFolder'() {
      deps.showDataFolder();
      return ok({});
    },
    'app.setUnsaved'({ isUnsaved }, { windowId }) {
      deps.setUnsaved(windowId, isUnsaved);
      return ok({});
    },
    'app.closeWindow'(_input, { windowId }) {
      deps.setUnsaved(windowId, false);
      deps.closeWindow(windowId);
      return ok({});
    },
    'app.quit'() {
      deps.quit();
      return ok({});
    },
  };
}
