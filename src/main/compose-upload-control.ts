import { queueSummary } from '../shared/domain/upload.ts';
import { readUploadSettings } from './actions/upload-settings.ts';
import type { AppServices } from './compose-services.ts';
import type { SettingsTable } from './db/tables/settings.ts';
import type { WriteHealth } from './lib/write-health.ts';
import { createUploadControl, type UploadControl } from './uploads/control.ts';
import type { UploadService } from './uploads/upload-service.ts';

const HOLD = 'uploads.hold';

export interface ControlParts {
  readonly services: AppServices;
  readonly settings: SettingsTable;
  readonly uploads: UploadService;
  readonly health: WriteHealth;
}

/** What decides when and how fast uploads are sent, on this computer's clock. */
export function composeUploadControl({ services, settings, uploads, health }: ControlParts): UploadControl {
  return createUploadControl({
    clock: services.clock,
    localTime(atMs) {
      const at = new Date(atMs);
      return { weekday: at.getDay(), minute: at.getHours() * 60 + at.getMinutes() };
    },
    settings: () => readUploadSettings(settings),
    holds: {
      read() {
        const kept = queueSummary.shape.hold.safeParse(settings.get(HOLD));
        return kept.success ? kept.data : null;
      },
      write(hold) {
        try {
          if (hold) settings.set(HOLD, hold);
          else settings.remove(HOLD);
          return true;
        } catch (error) {
          // A pause is no reason not to open the profile: whatever it was, it is tried again.
          if (!health.noticed(error)) services.logger.log('error', 'the pause could not be kept', { error });
          return false;
        }
      },
    },
    computer: { isOnBattery: services.isOnBattery, isMetered: services.isMetered },
    uploads,
  });
}
