import type { EditContext } from './actions/context.ts';
import { createSheetActions } from './actions/sheet.ts';
import type { ProfileTables } from './compose-profile-data.ts';
import type { AppServices } from './compose-services.ts';
import { diskErrorOf } from './db/errors.ts';
import { writeFileAtomically } from './lib/atomic-file.ts';
import { readTextFile } from './media/text-file.ts';

/** Ten thousand lessons with their descriptions are a tenth of it. */
const MOST_BYTES = 50_000_000;

function writeText(path: string, text: string): 'full' | 'unwritable' | null {
  try {
    writeFileAtomically(path, text);
    return null;
  } catch (error) {
    return diskErrorOf(error) === 'DISK_FULL' ? 'full' : 'unwritable';
  }
}

/** The outline as a table: where its file comes from and goes to. */
export const composeSheet = (services: AppServices, edit: EditContext, tables: ProfileTables) =>
  createSheetActions({
    ...edit,
    ...tables,
    pickSheet: services.pickSheet,
    pickSheetTarget: services.pickSheetTarget,
    readText: (path) => readTextFile(path, MOST_BYTES),
    writeText,
  });
