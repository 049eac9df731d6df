import type { BackupInfo } from '../../shared/ipc/contract/backup.ts';
import { err, ok } from '../../shared/ipc/result.ts';
import type { Handlers } from '../ipc/router.ts';

type BackupHandlers = Pick<Handlers, Extract<keyof Handlers, `backup.${string}`>>;

export interface BackupDeps {
  readonly list: () => BackupInfo[];
  /** Copies the open database; answers the copy's name. */
  readonly make: () => Promise<string>;
  readonly check: (name: string) => 'good' | 'damaged' | 'none';
  /** Backs up what is there, closes it, puts the backup in its place and opens that. */
  readonly restore: (name: string) => Promise<void>;
  readonly showFolder: () => void;
}

export function createBackupActions(deps: BackupDeps): BackupHandlers {
  return {
    'backup.list': () => ok({ backups: deps.list() }),
    'backup.make': async () => ok({ name: await deps.make() }),
    async 'backup.restore'({ name }) {
      const found = deps.check(name);
      if (found === 'none') return err('NOT_FOUND', 'there is no such backup');
      if (found === 'damaged') return err('BACKUP_DAMAGED', 'the backup cannot be read');
      await deps.restore(name);
      return ok({});
    },
    'backup.showFolder'() {
      deps.showFolder();
      return ok({});
    },
  };
}
