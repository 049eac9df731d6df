import { readUploadSettings } from './actions/upload-settings.ts';
import type { AppServices } from './compose-services.ts';
import type { SettingsTable } from './db/tables/settings.ts';
import { createUploadControl, type UploadControl } from './uploads/control.ts';
import type { UploadService } from './uploads/upload-service.ts';

export interface ControlParts {
  readonly services: AppServices;
  readonly settings: SettingsTable;
  readonly uploads: UploadService;
}

/** What decides when and how fast uploads are sent, on this computer's clock. */
export function composeUploadControl({ services, settings, uploads }: ControlParts): UploadControl {
  return createUploadControl({
    clock: services.clock,
    localTime(atMs) {
      const at = new Date(atMs);
      return { weekday: at.getDay(), minute: at.getHours() * 60 + at.getMinutes() };
    },
    settings: () => readUploadSettings(settings),
    setLimit: uploads.setLimit,
  });
}
