import { cellText } from '../../shared/domain/cell-text.ts';
import {
  fieldGroup,
  type ChangedField,
  type HistoryDirection,
  type HistoryQuestion,
  type ShownValue,
} from '../../shared/domain/history.ts';
import type { GroupValues } from '../../shared/domain/merge.ts';
import { syncedTable, type CellValue, type TableName } from '../../shared/domain/registry.ts';
import type { ForeignChange } from './created-rows.ts';
import type { Step, StepStamp } from './history.ts';
import type { Mutator } from './mutate.ts';

/** More is more than anybody reads; how many there are is told beside. */
const SHOWN_CHANGES = 20;

interface QuestionParts {
  readonly step: Step;
  readonly direction: HistoryDirection;
  readonly touched: readonly StepStamp[];
  /** In rows that this step made, and undo deletes. */
  readonly foreign: readonly ForeignChange[];
  readonly restCount: number;
  readonly rows: Mutator['rows'];
}

/** Which fields of a step hold something else now: by name, what they hold and what they would be set to. */
export function questionOf({ step, direction, touched, foreign, restCount, rows }: QuestionParts): HistoryQuestion {
  const drafts = direction === 'undo' ? step.before : step.after;
  const titleOf = (table: TableName, id: string): string => nameOf(rows.read(table, id)?.row);
  const all = [...touched, ...foreign];
  const changes = all.slice(0, SHOWN_CHANGES).map(({ tbl, id, grp }, index): ChangedField => {
    const row = rows.read(tbl as TableName, id)?.row;
    const columns = syncedTable(tbl)?.groups[grp]?.columns ?? [];
    const now = Object.fromEntries(columns.map((column) => [column, row?.[column] ?? null]));
    const would = drafts.findLast((draft) => draft.t === tbl && draft.id === id && grp in draft.v)?.v[grp] ?? {};
    const changedAtMs = Number(row?.fv[grp]?.slice(0, 13) ?? Number.NaN);
    return {
      table: tbl,
      id,
      // What loses a tag has the tag's name: a tagging has none of its own.
      name: nameOf(row) || titleOf('tags', text(row?.['tag_id'])),
      group: fieldGroup.safeParse(grp).data ?? 'other',
      now: shown(grp, now, titleOf),
      would: index < touched.length ? shown(grp, would, titleOf) : { kind: 'life', isDeleted: true },
      changedAtMs: Number.isInteger(changedAtMs) ? changedAtMs : null,
    };
  });
  return { n: step.n, label: step.label, direction, changes, changedCount: all.length, restCount };
}

const text = (value: CellValue | undefined): string => (typeof value === 'string' ? value : '');
const nameOf = (row: Readonly<Record<string, CellValue | undefined>> | undefined): string =>
  text(row?.['title']) || text(row?.['name']) || text(row?.['file_name']) || text(row?.['label']);

function shown(group: string, values: GroupValues, titleOf: (table: TableName, id: string) => string): ShownValue {
  if (group === 'life') return { kind: 'life', isDeleted: (values['deleted_at_ms'] ?? null) !== null };
  if (group === 'price') {
    const minor = values['price_minor'];
    return { kind: 'price', minor: typeof minor === 'number' ? minor : null, currency: text(values['currency']) };
  }
  if (group === 'place') {
    const { course_id: course, chapter_id: chapter, pos } = values;
    const parent = chapter ? titleOf('chapters', text(chapter)) : course ? titleOf('courses', text(course)) : '';
    return { kind: 'place', parent, pos: text(pos) };
  }
  return {
    kind: 'text',
    text: Object.values(values)
      .map((value) => cellText(value, ' · '))
      .filter(Boolean)
      .join(' · '),
  };
}
