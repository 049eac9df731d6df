import { settings as settingsSchema, type Settings } from '../../shared/ipc/contract/studio.ts';
import type { Routes } from '../../shared/ipc/contract.ts';
import type { OutputOf } from '../../shared/ipc/define.ts';
import { ok } from '../../shared/ipc/result.ts';
import type { DraftTable } from '../db/tables/drafts.ts';
import type { SettingsTable } from '../db/tables/settings.ts';
import type { Handlers } from '../ipc/router.ts';

type StudioHandlers = Pick<Handlers, Extract<keyof Handlers, `settings.${string}` | `draft.${string}`>>;

const DEFAULTS: Settings = {
  theme: 'system',
  locale: 'system',
  courseListView: 'grid',
  density: 'comfortable',
  shortcuts: {},
};

/** The settings with defaults for what was never set or no longer makes sense. */
export function readSettings(table: SettingsTable): Settings {
  const parsed = settingsSchema.partial().safeParse(table.get('studio') ?? {});
  return { ...DEFAULTS, ...(parsed.success ? (parsed.data as Partial<Settings>) : {}) };
}

export interface StudioDeps {
  readonly settings: SettingsTable;
  readonly onSettings: (settings: Settings) => void;
  readonly drafts: DraftTable;
  readonly nowMs: () => number;
}

export function createStudioActions(deps: StudioDeps): StudioHandlers {
  return {
    'settings.get': () => ok(readSettings(deps.settings)),
    'settings.save'(change) {
      const next = { ...readSettings(deps.settings), ...(change as Partial<Settings>) };
      deps.settings.set('studio', next);
      deps.onSettings(next);
      return ok(next);
    },
    'draft.open'({ form, entityId }, { windowId }) {
      const draft = deps.drafts.open(form, entityId, windowId);
      return ok(draft as OutputOf<Routes['draft.open']>);
    },
    'draft.save'({ form, entityId, fields }, { windowId }) {
      if (fields) deps.drafts.save(form, entityId, windowId, fields, deps.nowMs());
      else deps.drafts.remove(form, entityId, windowId);
      return ok({});
    },
    'draft.close'({ form, entityId }, { windowId }) {
      deps.drafts.release(form, entityId, windowId);
      return ok({});
    },
    'draft.setOther'({ n, fields }) {
      deps.drafts.setOther(n, fields);
      return ok({});
    },
    'draft.listInCourse': ({ courseId }, { windowId }) => ok(deps.drafts.listInCourse(courseId, windowId)),
  };
}
