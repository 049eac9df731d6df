import type { BackupInfo } from '../../shared/ipc/contract/backup.ts';
import { err, ok, type Result } from '../../shared/ipc/result.ts';
import type { Handlers } from '../ipc/router.ts';

type BackupHandlers = Pick<Handlers, Extract<keyof Handlers, `backup.${string}`>>;
type Fault = 'BACKUP_NO_SPACE' | 'BACKUP_FOLDER';

export interface BackupDeps {
  readonly list: () => Promise<BackupInfo[]>;
  /** Copies the open database; answers the copy's name. */
  readonly make: () => Promise<string>;
  readonly check: (name: string) => Promise<'good' | 'damaged' | 'newer' | 'none'>;
  /** Closes what is there, backs it up, puts the backup in its place and opens that. */
  readonly restore: (name: string) => Promise<void>;
  /** What a thrown error says of the disk; null: nothing. */
  readonly faultOf: (error: unknown) => Fault | null;
  readonly showFolder: () => void;
}

const refusals = {
  none: err('NOT_FOUND', 'there is no such backup'),
  damaged: err('BACKUP_DAMAGED', 'the backup cannot be read'),
  newer: err('BACKUP_NEWER', 'the backup was made by a newer version'),
} as const;

export function createBackupActions(deps: BackupDeps): BackupHandlers {
  async function orFault<T, Code extends string>(
    work: () => Promise<Result<T, Code>>,
  ): Promise<Result<T, Code | Fault>> {
    try {
      return await work();
    } catch (error) {
      const fault = deps.faultOf(error);
      if (!fault) throw error;
      return err(fault, 'the disk did not take or give it');
    }
  }
  return {
    'backup.list': () => orFault(async () => ok({ backups: await deps.list() })),
    'backup.make': () => orFault(async () => ok({ name: await deps.make() })),
    'backup.restore': ({ name }) =>
      orFault(async () => {
        const found = await deps.check(name);
        if (found !== 'good') return refusals[found];
        await deps.restore(name);
        return ok({});
      }),
    'backup.showFolder'() {
      deps.showFolder();
      return ok({});
    },
  };
}
