import { useId, type KeyboardEvent } from 'react';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { cx } from '../../../components/cx.ts';
import { Input } from '../../../components/input.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { MoveTarget, Moving } from '../move-targets.ts';

interface MovePlacesProps {
  readonly kind: Moving['kind'];
  readonly here: CourseId;
  readonly targets: readonly MoveTarget[];
  /** They are still being read. */
  readonly isPending: boolean;
  readonly search: string;
  readonly onSearch: (search: string) => void;
  /** Which of the targets is marked. */
  readonly at: number;
  readonly onGo: (at: number) => void;
  /** The marked one it is. */
  readonly onChoose: () => void;
}

/** Nobody reads on from here: a word more is quicker. */
const SHOWN_PLACES = 200;
const steps: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, PageUp: -8, PageDown: 8 };
const intoSight = (row: HTMLElement | null): void => row?.scrollIntoView({ block: 'nearest' });

/** A search field, and below it the places that fit; the arrows go through them while one types. As in ARIA's combobox. */
export function MovePlaces(props: MovePlacesProps) {
  const { kind, here, targets, isPending, search, onSearch, at, onGo, onChoose } = props;
  const { t } = useTranslation();
  const id = useId();
  const shown = targets.slice(0, SHOWN_PLACES);
  const idOf = (index: number) => `${id}-${String(index)}`;
  const onKeyDown = (event: KeyboardEvent) => {
    const by = steps[event.key];
    // Enter may only take over what an input method writes.
    if (event.nativeEvent.isComposing || (by === undefined && event.key !== 'Enter')) return;
    event.preventDefault();
    if (by === undefined) onChoose();
    else onGo(Math.max(0, Math.min(shown.length - 1, at + by)));
  };
  const label = t('coursePage.moveTo.search');
  return (
    <div className="flex flex-col gap-2">
      <Input
        role="combobox"
        aria-label={label}
        placeholder={label}
        aria-expanded={shown.length > 0}
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={shown[at] ? idOf(at) : undefined}
        value={search}
        onChange={(event) => onSearch(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div
        id={id}
        role="listbox"
        aria-label={t('coursePage.moveTo.places')}
        hidden={shown.length === 0}
        className="max-h-64 overflow-y-auto rounded-md border border-line py-1"
      >
        {shown.map((target, index) => (
          <button
            key={target.chapter?.chapterId ?? target.courseId}
            id={idOf(index)}
            ref={index === at ? intoSight : undefined}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            // The keyboard stays where one types.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onGo(index)}
            onDoubleClick={onChoose}
            className={cx(
              'flex min-h-7 w-full items-center gap-3 px-2 text-start text-13',
              index === at ? 'bg-selected' : 'hover:bg-hover',
              kind === 'chapters' && target.chapter && 'ps-5',
            )}
          >
            <Place kind={kind} target={target} isHere={target.courseId === here} />
          </button>
        ))}
      </div>
      <p role="status" className="text-12 text-ink-muted empty:hidden">
        {isPending || shown.length > 0
          ? null
          : search === ''
            ? t('coursePage.moveTo.noneAtAll')
            : t('coursePage.moveTo.none', { search })}
        {targets.length > shown.length ? t('coursePage.moveTo.more', { count: targets.length - shown.length }) : null}
      </p>
    </div>
  );
}

function Place({ kind, target, isHere }: Pick<MovePlacesProps, 'kind'> & { target: MoveTarget; isHere: boolean }) {
  const { t } = useTranslation();
  const { chapter, course } = target;
  const title = chapter?.title ?? course;
  const beside = isHere ? t('coursePage.moveTo.here') : course;
  return (
    <>
      <span dir="auto" className="min-w-0 grow truncate" title={title}>
        {kind === 'chapters' && chapter ? t('coursePage.moveTo.after', { title }) : title}
      </span>
      {chapter || isHere ? (
        <span dir="auto" className="max-w-[45%] shrink-0 truncate text-12 text-ink-muted" title={course}>
          {beside}
        </span>
      ) : null}
    </>
  );
}
