import type { TypedText } from '../../shared/domain/editable-text.ts';
import type { Draft, GroupValues } from '../../shared/domain/merge.ts';
import { syncedTable, type TableName } from '../../shared/domain/registry.ts';
import type { StepLabel } from '../../shared/domain/step-label.ts';
import type { Conflict, FieldChange } from '../../shared/ipc/contract/outbox.ts';
import { ok } from '../../shared/ipc/result.ts';
import type { LessonPictures } from '../db/tables/lesson-pictures.ts';
import type { MediaTable } from '../db/tables/media.ts';
import type { ConflictEntry, OutboxView, RefusedEntry } from '../db/tables/outbox-view.ts';
import type { Handlers } from '../ipc/router.ts';
import { type EditContext, notFound, set, textOf } from './context.ts';
import { fieldChanges, readable } from './field-changes.ts';
import { auditOf } from './link-audit.ts';
import { withTexts } from './refused-texts.ts';
import { picturesOfTexts } from './text-pictures.ts';

type Routes = Extract<keyof Handlers, `outbox.${string}` | `refused.${string}` | `conflict.${string}`>;
type OutboxHandlers = Pick<Handlers, Routes>;

export interface OutboxDeps extends EditContext {
  readonly outbox: OutboxView;
  readonly lessonPictures: LessonPictures;
  readonly media: Pick<MediaTable, 'addAudit'>;
  /** What the status bar counts has changed. */
  readonly onChange: () => void;
}

const SHOWN = 200;

/** Why the server refused, by the class of PostgreSQL's code. */
function reasonOf(code: string) {
  if (code === 'P0002') return 'GONE' as const;
  if (code === '23503') return 'PARENT_GONE' as const;
  if (code === '42501') return 'RIGHTS' as const;
  return /^(22|23)/.test(code) ? ('VALUE' as const) : ('OTHER' as const);
}

const partOf = ({ ops, opsBefore }: RefusedEntry) =>
  opsBefore > 0 ? { taken: opsBefore, total: opsBefore + ops.length } : null;

const columnsOf = (groups: Readonly<Record<string, GroupValues>>): GroupValues =>
  Object.assign({}, ...Object.values(groups)) as GroupValues;

export function createOutboxActions(deps: OutboxDeps): OutboxHandlers {
  const { mutator, outbox, onChange } = deps;
  const rowOf = (table: string, id: string) =>
    syncedTable(table) ? (mutator.rows.read(table as TableName, id)?.row ?? null) : null;

  const refusedFields = ({ ops, base }: RefusedEntry): FieldChange[] =>
    ops.flatMap(({ t, id, v }) =>
      fieldChanges({ table: t, rowId: id, mine: columnsOf(v), base: base[`${t} ${id}`] ?? null, now: rowOf(t, id) }),
    );
  const conflictFields = ({ table, rowId, loser, winner }: ConflictEntry): Conflict['fields'] =>
    fieldChanges({ table, rowId, mine: loser, base: null, now: rowOf(table, rowId) }).map((field) => ({
      ...field,
      won: winner ? readable(winner[field.column]) : field.theirs,
    }));

  /** With the pictures of the texts that come back: they were swept with the texts that had taken their place. */
  function write(label: StepLabel, texts: readonly Draft[], then: () => void): void {
    const pictures = picturesOfTexts(deps.lessonPictures, texts, deps.nowMs());
    const links = auditOf(pictures, rowOf);
    mutator.mutate({
      label,
      drafts: [...texts, ...pictures],
      alongside(mutationId) {
        then();
        for (const link of links) deps.media.addAudit({ ...link, atMs: deps.nowMs(), mutationId });
      },
    });
    onChange();
  }

  /** Makes a refused change again as a new one, under its own name, with these texts in it; the refused one goes with that. */
  function sendAgain(mutationId: string, texts: readonly TypedText[]) {
    const entry = outbox.refusedOf(mutationId);
    if (!entry) return notFound('refused change');
    // All of it or nothing: what is about a row that is gone would be left out, and lost with the entry.
    const made = new Set(entry.ops.filter(({ k }) => k === 'put').map(({ t, id }) => `${t} ${id}`));
    if (entry.ops.some(({ t, id }) => !made.has(`${t} ${id}`) && !rowOf(t, id))) return notFound('row');
    const drafts = withTexts(
      entry.ops.map(({ t, id, k, v }): Draft => ({ t, id, k, v })),
      texts,
    );
    if (!drafts) return notFound('text');
    write(entry.label, drafts, () => outbox.removeRefused(mutationId));
    return ok({});
  }

  return {
    'outbox.list': () => ok({ waiting: outbox.waiting(SHOWN), total: outbox.total() }),
    'refused.list': () =>
      ok(
        outbox.refused().map((entry) => ({
          mutationId: entry.mutationId,
          label: entry.label,
          atMs: entry.atMs,
          reason: reasonOf(entry.code),
          detail: `${entry.code} ${entry.detail}`,
          part: partOf(entry),
          fields: refusedFields(entry),
        })),
      ),
    'refused.retry': ({ mutationId }) => sendAgain(mutationId, []),
    'refused.edit': ({ mutationId, texts }) => sendAgain(mutationId, texts),
    'refused.discard'({ mutationId }) {
      if (!outbox.removeRefused(mutationId)) return notFound('refused change');
      onChange();
      return ok({});
    },
    'conflict.list': () =>
      ok(
        outbox.conflicts().map((entry) => ({
          conflictId: entry.conflictId,
          atMs: entry.atMs,
          isMine: entry.isMine,
          loserBy: entry.loserBy,
          winnerBy: entry.winnerBy,
          fields: conflictFields(entry),
        })),
      ),
    'conflict.restore'({ conflictId }) {
      const entry = outbox.conflictOf(conflictId);
      const row = entry && rowOf(entry.table, entry.rowId);
      if (!entry || !row) return notFound('conflict');
      const label = { code: 'sync.restore' as const, count: 1, name: textOf(row, 'title') || textOf(row, 'name') };
      const text = set(entry.table as TableName, entry.rowId, { [entry.group]: entry.loser });
      write(label, [text], () => outbox.dismiss(conflictId));
      return ok({});
    },
    'conflict.dismiss'({ conflictId }) {
      if (!outbox.dismiss(conflictId)) return notFound('conflict');
      onChange();
      return ok({});
    },
  };
}
