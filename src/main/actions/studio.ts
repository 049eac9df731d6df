import { settings as settingsSchema, type Settings } from '../../shared/ipc/contract/studio.ts';
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
    'draft.save'({ form, entityId, fields }) {
      if (fields) deps.drafts.save(form, entityId, fields, deps.nowMs());
      else deps.drafts.remove(form, entityId);
      return ok({});
    },
    'draft.listInCourse': ({ courseId }) =>
      ok(
        deps.drafts.listInCourse(courseId) as {
          form: string;
          entityId: string;
          fields: Record<string, never>;
          savedAtMs: number;
        }[],
      ),
    'draft.get'({ form, entityId }) {
      const draft = deps.drafts.get(form, entityId);
      return ok(draft as { fields: Record<string, never>; savedAtMs: number } | null);
    },
  };
}
