import type { TableName } from '../../shared/domain/registry.ts';
import { syncedTable } from '../../shared/domain/registry.ts';
import { err, ok, type Result } from '../../shared/ipc/result.ts';
import type { Changed } from '../db/mutate.ts';
import type { OutboxView } from '../db/tables/outbox-view.ts';
import type { UnsentTable } from '../db/tables/unsent.ts';
import type { Handlers } from '../ipc/router.ts';
import { type EditContext, textOf } from './context.ts';
import { unsentFile, unsentFileName, type UnsentChange } from './unsent-file.ts';

type LeaveHandlers = Pick<Handlers, 'unsent.saveAndDiscard'>;

export interface LeaveDeps extends EditContext {
  readonly outbox: OutboxView;
  readonly unsent: UnsentTable;
  /** Whose changes these are, and of which server. */
  readonly origin: () => { readonly account: string; readonly server: string };
  /** Asks the person for a place; null when they would rather not. */
  readonly pickFile: (windowId: number, proposed: string) => Promise<string | null>;
  /** Resolves when the file is on the disk as a whole. */
  readonly writeFile: (path: string, content: string) => void;
  /** What a failed write means; null for anything that is not the disk's fault. */
  readonly diskErrorOf: (error: unknown) => 'DISK_FULL' | 'READ_ONLY' | null;
  /** Does the work while sync does nothing. */
  readonly whileSyncRests: <T>(work: () => T) => Promise<T>;
  readonly onDiscarded: (changed: readonly Changed[]) => void;
}

const fileNameOf = (path: string): string => path.replace(/^.*[\\/]/, '');

/** What somebody who signs out may want to be done with the changes that have not reached the server. */
export function createLeaveActions(deps: LeaveDeps): LeaveHandlers {
  const { outbox, unsent, mutator, newId, nowMs } = deps;

  function nameOf(table: string, id: string): string {
    const row = syncedTable(table) ? (mutator.rows.read(table as TableName, id)?.row ?? null) : null;
    return textOf(row, 'title') || textOf(row, 'name');
  }
  function changes(): UnsentChange[] {
    const waiting = unsent.list().map(({ state, ...entry }) => ({
      ...entry,
      state: state === 'inflight' ? ('sent, no answer yet' as const) : ('waiting' as const),
      serverRow: unsent.serverRow,
    }));
    const refused = outbox.refused().map(({ code, detail, base, ...entry }) => ({
      ...entry,
      state: 'refused' as const,
      reason: `${code} ${detail}`,
      serverRow: (table: string, id: string) => base[`${table} ${id}`] ?? null,
    }));
    return [...waiting, ...refused];
  }

  function save(path: string, all: readonly UnsentChange[]): Result<null, 'FILE_DISK_FULL' | 'FILE_NOT_WRITABLE'> {
    try {
      deps.writeFile(path, unsentFile({ ...deps.origin(), savedAtMs: nowMs(), changes: all, nameOf }));
      return ok(null);
    } catch (error) {
      const fault = deps.diskErrorOf(error);
      if (fault === 'DISK_FULL') return err('FILE_DISK_FULL', 'no space for the file');
      return err('FILE_NOT_WRITABLE', error instanceof Error ? error.message : String(error));
    }
  }

  return {
    async 'unsent.saveAndDiscard'(_input, { windowId }) {
      const path = await deps.pickFile(windowId, unsentFileName(nowMs()));
      if (path === null) return ok({ fileName: null, count: 0 });
      return deps.whileSyncRests(() => {
        // In one go: what is written to the file is what is taken back, and nothing is made in between.
        const all = changes();
        if (all.length === 0) return ok({ fileName: null, count: 0 });
        const saved = save(path, all);
        if (!saved.success) return saved;
        deps.onDiscarded(unsent.discard(newId()));
        return ok({ fileName: fileNameOf(path), count: all.length });
      });
    },
  };
}
