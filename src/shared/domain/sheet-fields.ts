import { chapterDetails, lessonDetails, newLessonKind, title } from './course.ts';
import {
  isTextInSheet,
  type SheetChapter,
  type SheetColumn,
  type SheetLesson,
  type SheetRow,
  tagsInSheet,
  tagsText,
} from './outline-sheet.ts';
import { compareTags, distinctTags, MOST_TAGS, tagChangeOf, tagName } from './tag.ts';

/** What the cells of a row say of its chapter or lesson; a field that is absent stays as it is. */
export interface SheetValues {
  readonly title?: string;
  readonly kind?: string;
  readonly status?: 'ready' | 'draft';
  readonly freePreview?: boolean;
  readonly dripDays?: number | null;
  readonly description?: string;
  readonly tags?: readonly string[];
}
export type SheetField = keyof SheetValues;
export interface FieldFault {
  readonly code: SheetField | 'kindHeld';
  readonly value: string;
}
interface Read {
  readonly values: SheetValues;
  readonly faults: readonly FieldFault[];
}
type Parsed<Value> = { readonly value: Value } | 'stays' | 'fault';

const column: Readonly<Record<SheetField, SheetColumn>> = {
  title: 'title',
  kind: 'kind',
  status: 'status',
  freePreview: 'free_preview',
  dripDays: 'drip_days',
  description: 'description',
  tags: 'tags',
};
const { status } = lessonDetails.shape;
const YES_NO: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['true', true],
  ['1', true],
  ['no', false],
  ['false', false],
  ['0', false],
]);
/** Programs write the lines of a cell as they like. */
const lines = (text: string): string => text.replaceAll(/\r\n?/g, '\n');
const word = (cell: string): string => cell.trim().toLowerCase();

function titleIn(cell: string): Parsed<string> {
  const { data } = title.safeParse(cell);
  return data === undefined ? 'fault' : { value: data };
}
function kindIn(cell: string, held: string | undefined): Parsed<string> {
  const kind = word(cell);
  if (kind === '' || kind === held) return 'stays';
  return newLessonKind.safeParse(kind).success ? { value: kind } : 'fault';
}
function statusIn(cell: string): Parsed<'ready' | 'draft'> {
  const { data } = status.safeParse(word(cell));
  return word(cell) === '' ? 'stays' : data ? { value: data } : 'fault';
}
function freePreviewIn(cell: string): Parsed<boolean> {
  const value = YES_NO.get(word(cell));
  return word(cell) === '' ? 'stays' : value === undefined ? 'fault' : { value };
}
function dripDaysIn(cell: string): Parsed<number | null> {
  const typed = cell.trim();
  if (typed === '') return { value: null };
  const { data } = lessonDetails.shape.dripDays.safeParse(/^\d+$/.test(typed) ? Number(typed) : typed);
  return data === undefined ? 'fault' : { value: data };
}
/** `held`: null for a text that is no cell: an empty one leaves it, and any other is told. */
function descriptionIn(cell: string, held: string | null): Parsed<string> {
  if (held === null) return cell.trim() === '' ? 'stays' : 'fault';
  if (lines(cell) === lines(held)) return 'stays';
  return chapterDetails.shape.description.safeParse(cell).success ? { value: lines(cell) } : 'fault';
}

/** Case and order of names are no difference. */
function tagsIn(cell: string, held: readonly string[]): Parsed<readonly string[]> {
  const names = cell.split(';').filter((part) => part.trim() !== '');
  const read = names.map((name) => tagName.safeParse(name));
  if (read.some(({ success }) => !success)) return 'fault';
  const wanted = distinctTags(read.flatMap(({ data }) => data ?? [])).toSorted(compareTags);
  const { add, remove } = tagChangeOf(held, wanted);
  if (add.length + remove.length === 0) return 'stays';
  return add.length > 0 && wanted.length > MOST_TAGS ? 'fault' : { value: wanted };
}

/** What was parsed of the cells that are there. */
function gathered(
  cells: SheetRow['cells'],
  parsed: Partial<Record<SheetField, (cell: string) => Parsed<unknown>>>,
): Read {
  const values: Partial<Record<SheetField, unknown>> = {};
  const faults: FieldFault[] = [];
  for (const [field, parse] of Object.entries(parsed) as [SheetField, (cell: string) => Parsed<unknown>][]) {
    const cell = cells[column[field]];
    const found = cell === undefined ? 'stays' : parse(cell);
    if (found === 'fault') faults.push({ code: field, value: cell ?? '' });
    else if (found !== 'stays') values[field] = found.value;
  }
  return { values: values as SheetValues, faults };
}

/** `held`: the chapter as it is; null for a new one. */
export function chapterValues(cells: SheetRow['cells'], held: SheetChapter | null): Read {
  return gathered(cells, { title: titleIn, description: (cell) => descriptionIn(cell, held?.description ?? '') });
}

/** `keepsKind`: it holds what only its kind shows. */
export function lessonValues(cells: SheetRow['cells'], held: SheetLesson | null, keepsKind: boolean): Read {
  const text = held === null ? '' : isTextInSheet(held.kind, held.body) ? held.body : null;
  const { values, faults } = gathered(cells, {
    title: titleIn,
    kind: (cell) => kindIn(cell, held?.kind),
    status: statusIn,
    freePreview: freePreviewIn,
    dripDays: dripDaysIn,
    description: (cell) => descriptionIn(cell, text),
    tags: (cell) => tagsIn(cell, tagsInSheet(held?.tags ?? [])),
  });
  if (values.kind === undefined || !keepsKind) return { values, faults };
  const { kind, ...others } = values;
  return { values: others, faults: [...faults, { code: 'kindHeld', value: kind }] };
}

/** A value as its cell has it. */
export function cellText(value: SheetValues[SheetField]): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? tagsText(tagsInSheet(value)) : String(value);
}
