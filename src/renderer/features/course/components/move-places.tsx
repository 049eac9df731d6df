import type { CourseId } from '../../../../shared/domain/ids.ts';
import { ComboList } from '../../../components/combo-list.tsx';
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

/** A search for a place, and below it those that fit. */
export function MovePlaces(props: MovePlacesProps) {
  const { kind, here, targets, isPending, search, onSearch, at, onGo, onChoose } = props;
  const { t } = useTranslation();
  const shown = targets.slice(0, SHOWN_PLACES);
  return (
    <ComboList
      label={t('coursePage.moveTo.search')}
      listLabel={t('coursePage.moveTo.places')}
      search={search}
      onSearch={onSearch}
      options={shown.map((target) => ({
        id: target.chapter?.chapterId ?? target.courseId,
        isInset: kind === 'chapters' && target.chapter !== null,
        content: <Place kind={kind} target={target} isHere={target.courseId === here} />,
      }))}
      at={at}
      onGo={onGo}
      onChoose={onChoose}
      marksOnClick
    >
      {isPending || shown.length > 0
        ? null
        : search === ''
          ? t('coursePage.moveTo.noneAtAll')
          : t('coursePage.moveTo.none', { search })}
      {targets.length > shown.length ? t('coursePage.moveTo.more', { count: targets.length - shown.length }) : null}
    </ComboList>
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
