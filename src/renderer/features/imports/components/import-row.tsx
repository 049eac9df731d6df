import { ChevronRight } from 'lucide-react';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { Checkbox } from '../../../components/checkbox.tsx';
import { cx } from '../../../components/cx.ts';
import { Icon } from '../../../components/icon.tsx';
import { TruncateMiddle } from '../../../components/truncate-middle.tsx';
import type { Words } from '../../../../shared/messages/words.ts';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useItemWords, type ItemWords } from '../use-item-words.ts';
import type { Check } from '../selection.ts';
import type { TreeRow } from '../tree-rows.ts';
import { itemIcon } from './item-icon.ts';
import { RowDuration } from './row-duration.tsx';
import { RowNotes } from './row-notes.tsx';
import { notesAlone, ROW_PX, treeColumns, wideOnly } from './tree-columns.ts';

interface ImportRowProps {
  readonly planId: string;
  readonly domId: string;
  readonly row: TreeRow;
  readonly rowIndex: number;
  /** Where it stands in the scrolled content, in px. */
  readonly top: number;
  /** The row that keys act on; drawn while the tree has the focus. */
  readonly isActive: boolean;
  /** One went to it, and it stays marked when the focus goes elsewhere. */
  readonly isMarked: boolean;
  readonly excluded: ReadonlySet<string>;
  /** Of a folder that was dropped again: what is new says so. */
  readonly isRefresh: boolean;
  readonly check: Check | null;
  readonly onCheck: () => void;
  readonly onToggle: () => void;
  readonly onActivate: () => void;
}

const indents = { 1: 'ps-0', 2: 'ps-6', 3: 'ps-12' } as const;

/** One row of the preview: box, new title, old name, duration, size, notes. */
export function ImportRow(props: ImportRowProps) {
  const { row, check, isActive, isMarked } = props;
  const { t } = useTranslation();
  const words = useItemWords(row.item);
  const picture = itemIcon(row.item);
  // Checked, a lesson whose recording is missing goes; unchecked, anything else stays behind.
  const isStruck = row.item.kind === 'missing' ? check === true : check === false;
  return (
    // Keys are the tree's; the pointer may press the row, its box, or its arrow.
    <div
      id={props.domId}
      role="row"
      aria-rowindex={props.rowIndex}
      aria-level={row.level}
      aria-expanded={row.isOpen ?? undefined}
      aria-selected={check === null ? undefined : check === true}
      onPointerDown={props.onActivate}
      onDoubleClick={row.isOpen === null ? undefined : props.onToggle}
      style={{ top: props.top, height: ROW_PX }}
      className={cx(
        treeColumns,
        'absolute inset-x-0 border-b border-line/50 hover:bg-hover',
        'data-takes:bg-selected data-takes:outline-2 data-takes:-outline-offset-2 data-takes:outline-accent',
        isMarked && 'bg-selected',
        isActive && 'group-focus/tree:bg-selected group-focus-visible/tree:outline-2',
        isActive && 'group-focus-visible/tree:-outline-offset-2 group-focus-visible/tree:outline-focus',
        isStruck && 'text-ink-faint',
      )}
    >
      <div role="gridcell" className={cx('flex min-w-0 items-center gap-1.5', indents[row.level])}>
        <Fold row={row} words={words.title} onToggle={props.onToggle} />
        {check === null ? (
          <span className="w-4 shrink-0" />
        ) : (
          <Checkbox tabIndex={-1} checked={check} onChange={props.onCheck} label={boxWords(t, row, words.title)} />
        )}
        {picture ? <Icon of={picture} className="ms-0.5 text-ink-faint" /> : null}
        <span
          dir="auto"
          title={words.title}
          className={cx('truncate', row.level === 1 && 'font-medium', isStruck && 'line-through')}
        >
          {words.title}
        </span>
      </div>
      {hasFacts(row) ? <Facts row={row} words={words} /> : null}
      <div
        role="gridcell"
        aria-colspan={hasFacts(row) ? undefined : 4}
        className={cx('min-w-0', !hasFacts(row) && notesAlone)}
      >
        <RowNotes planId={props.planId} item={row.item} excluded={props.excluded} isRefresh={props.isRefresh} />
      </div>
    </div>
  );
}

function boxWords(t: Words, { item }: TreeRow, name: string): string {
  if (item.kind === 'renamed') return t('imports.refresh.follow', { name });
  const deletes = item.kind === 'missing' || (item.kind === 'group' && item.id === 'missing');
  return t(deletes ? 'imports.refresh.remove' : 'imports.include', { name });
}

/** Where there is no file, its columns are room for what is to be said about it. */
const hasFacts = ({ item }: TreeRow): boolean => item.kind !== 'group' && item.kind !== 'leftOut';

function Facts({ row, words }: { readonly row: TreeRow; readonly words: ItemWords }) {
  const { bytes } = useFormats();
  return (
    <>
      <div role="gridcell" className={cx('min-w-0 text-12 text-ink-muted', wideOnly)}>
        {words.file === null ? null : (
          <TruncateMiddle text={words.file} tail={row.item.kind === 'description' ? 0 : 12} />
        )}
      </div>
      <div role="gridcell" className="numeric text-end text-12 text-ink-muted">
        <RowDuration item={row.item} />
      </div>
      <div role="gridcell" className={cx('numeric text-end text-12 text-ink-muted', wideOnly)}>
        {words.bytes === null ? null : bytes(words.bytes)}
      </div>
    </>
  );
}

function Fold({
  row,
  words,
  onToggle,
}: {
  readonly row: TreeRow;
  readonly words: string;
  readonly onToggle: () => void;
}) {
  const { t } = useTranslation();
  if (row.isOpen === null) return <span className="w-4 shrink-0" />;
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={t(row.isOpen ? 'imports.fold' : 'imports.unfold', { name: words })}
      onClick={onToggle}
      onDoubleClick={(event) => event.stopPropagation()}
      className="flex size-4 shrink-0 items-center justify-center rounded-sm text-ink-muted hover:bg-pressed"
    >
      <ChevronRight
        aria-hidden
        size={14}
        className={cx('transition-transform', row.isOpen ? 'rotate-90' : 'rtl:rotate-180')}
      />
    </button>
  );
}
