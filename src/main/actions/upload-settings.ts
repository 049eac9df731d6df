import { defaultUploadSettings, uploadSettings, type UploadSettings } from '../../shared/domain/upload-settings.ts';
import { ok } from '../../shared/ipc/result.ts';
import type { SettingsTable } from '../db/tables/settings.ts';
import type { Handlers } from '../ipc/router.ts';

const KEY = 'uploads';

/** The settings of uploads, with the default for each that was never set or no longer makes sense. */
export function readUploadSettings(table: SettingsTable): UploadSettings {
  const kept: unknown = table.get(KEY);
  const parsed = Object.entries(uploadSettings.shape).map(([name, schema]) => {
    const value = schema.safeParse((kept as Record<string, unknown> | undefined)?.[name]);
    return [name, value.success ? value.data : defaultUploadSettings[name as keyof UploadSettings]] as const;
  });
  return uploadSettings.parse(Object.fromEntries(parsed));
}

export interface UploadSettingsDeps {
  readonly settings: SettingsTable;
  /** They hold from now on. */
  readonly onSettings: () => void;
}

export function createUploadSettingsActions({
  settings,
  onSettings,
}: UploadSettingsDeps): Pick<Handlers, 'upload.getSettings' | 'upload.saveSettings'> {
  return {
    'upload.getSettings': () => ok(readUploadSettings(settings)),
    'upload.saveSettings'(change) {
      const next = uploadSettings.parse({ ...readUploadSettings(settings), ...change });
      settings.set(KEY, next);
      onSettings();
      return ok(next);
    },
  };
}
