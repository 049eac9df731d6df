import type { Draft } from '../../shared/domain/merge.ts';
import type { SyncedRow } from '../../shared/domain/merge.ts';
import type { TableName } from '../../shared/domain/registry.ts';
import type { StepLabel } from '../../shared/domain/step-label.ts';
import { keptInTrashMs } from '../../shared/domain/trash.ts';
import { ok } from '../../shared/ipc/result.ts';
import type { TrashTable } from '../db/tables/trash.ts';
import type { Handlers } from '../ipc/router.ts';
import { type EditContext, nameOf, notFound, set } from './context.ts';
import type { StoredDeletion } from './stored-deletion.ts';

type TrashHandlers = Pick<Handlers, 'trash.list' | 'trash.restore' | 'trash.purge'>;

const SHOWN = 1_000;
const TABLES = { course: 'courses', chapter: 'chapters', lesson: 'lessons' } as const;
const alive = { life: { deleted_at_ms: null } };

interface Item {
  readonly kind: keyof typeof TABLES;
  readonly id: string;
}
interface Found extends Item {
  readonly table: TableName;
  readonly row: SyncedRow;
}

export interface TrashDeps extends EditContext {
  readonly trash: TrashTable;
  readonly deletion: Pick<StoredDeletion, 'queueUnused'>;
}

export function createTrashActions(deps: TrashDeps): TrashHandlers {
  const { mutator, trash, deletion } = deps;

  /** Does one thing with all that are still in the trash, in one step. */
  function withAll(
    code: StepLabel['code'],
    items: readonly Item[],
    draftsOf: (found: Found) => readonly Draft[],
    alongside?: () => void,
  ) {
    const found = items.flatMap((item): Found[] => {
      const table = TABLES[item.kind];
      const row = trash.has(item.id) ? (mutator.rows.read(table, item.id)?.row ?? null) : null;
      return row ? [{ ...item, table, row }] : [];
    });
    const [first] = found;
    if (!first) return notFound('item of the trash');
    const name = nameOf(found.map(({ row }) => row));
    // Two items may have a file in common.
    const drafts = new Map(found.flatMap(draftsOf).map((draft) => [`${draft.t} ${draft.id}`, draft]));
    mutator.mutate({
      label: { code, count: found.length, name },
      drafts: [...drafts.values()],
      ...(alongside && { alongside }),
    });
    return ok({ missing: items.length - found.length });
  }

  return {
    'trash.list'() {
      const rows = trash.list(deps.nowMs() - keptInTrashMs, SHOWN);
      return ok(rows.map((row) => ({ ...row, keptUntilMs: row.deletedAtMs + keptInTrashMs })));
    },
    'trash.restore': ({ items }) =>
      withAll('trash.restore', items, ({ table, id, row }) => [
        set(table, id, alive),
        ...trash.goneWith(id, row.fv['life'] ?? '').map((part) => set(part.table, part.id, alive)),
      ]),
    'trash.purge': ({ items }) =>
      withAll(
        'trash.purge',
        items,
        ({ table, id }) => [set(table, id, { purge: { purged_at_ms: deps.nowMs() } })],
        // What only these showed is nobody's from here on; in one transaction, so that no bytes are forgotten.
        () => deletion.queueUnused(items.map(({ id }) => id)),
      ),
  };
}
