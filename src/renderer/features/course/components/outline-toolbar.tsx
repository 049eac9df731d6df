import { Link } from '@tanstack/react-router';
import { ArrowDown, ArrowUp, Import, ListPlus, PanelRight, SlidersHorizontal, Trash2, X } from 'lucide-react';
import type { Outline } from '../../../../shared/domain/course.ts';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { Button } from '../../../components/button.tsx';
import { Icon } from '../../../components/icon.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { Toolbar } from '../../../components/toolbar.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useMediaQuery } from '../../../hooks/use-media-query.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { factsOf } from '../outline-rows.ts';
import { narrowWindow, useOutlineStore, useOutlineUi } from '../outline-ui.ts';
import type { OutlineVerbs } from '../outline-verbs.ts';
import { selectOne } from '../selection.ts';

interface OutlineToolbarProps {
  readonly title: string;
  readonly outline: Outline;
  readonly verbs: OutlineVerbs;
  readonly onImport: () => void;
  readonly isImporting: boolean;
}

/** The course's name and its verbs; with several rows selected, theirs. */
export function OutlineToolbar(props: OutlineToolbarProps) {
  const count = useOutlineUi((ui) => ui.selection.selected.size);
  return count > 1 ? <SelectionBar count={count} verbs={props.verbs} /> : <CourseBar {...props} />;
}

function CourseBar({ title, outline, verbs, onImport, isImporting }: OutlineToolbarProps) {
  const { t } = useTranslation();
  const { span } = useFormats();
  const { lessons, durationMs } = factsOf(outline.chapters);
  const isNarrow = useMediaQuery(narrowWindow);
  const facts = [
    t('unit.chapters', { count: outline.chapters.length }),
    t('unit.lessons', { count: lessons }),
    durationMs > 0 ? span(durationMs) : '',
  ];
  const hasChapters = outline.chapters.length > 0;
  return (
    <Toolbar title={title} facts={lessons > 0 && !isNarrow ? facts.filter(Boolean).join(' · ') : null}>
      <DetailsLink courseId={outline.courseId} isNarrow={isNarrow} />
      {isNarrow ? (
        <IconButton icon={ListPlus} label={t('coursePage.addChapter')} onClick={() => void verbs.addChapter()} />
      ) : (
        <Button look="quiet" onClick={() => void verbs.addChapter()}>
          <Icon of={ListPlus} className="text-ink-muted" />
          {t('coursePage.addChapter')}
        </Button>
      )}
      {hasChapters ? (
        <Button look="primary" onClick={onImport} busy={isImporting}>
          <Icon of={Import} />
          {t('coursePage.import')}
        </Button>
      ) : null}
      {hasChapters ? <InspectorToggle isNarrow={isNarrow} /> : null}
    </Toolbar>
  );
}

function DetailsLink({ courseId, isNarrow }: { readonly courseId: CourseId; readonly isNarrow: boolean }) {
  const { t } = useTranslation();
  const words = t('coursePage.details');
  return (
    <Button asChild look="quiet" className={isNarrow ? 'px-2' : undefined}>
      <Link
        to="/course/$courseId/details"
        params={{ courseId }}
        aria-label={words}
        title={isNarrow ? words : undefined}
      >
        <Icon of={SlidersHorizontal} className="text-ink-muted" />
        {isNarrow ? null : words}
      </Link>
    </Button>
  );
}

function InspectorToggle({ isNarrow }: { readonly isNarrow: boolean }) {
  const { t } = useTranslation();
  const store = useOutlineStore();
  const flag = isNarrow ? 'isDrawerOpen' : 'isInspectorOpen';
  const isOpen = useOutlineUi((ui) => ui[flag]);
  return (
    <IconButton
      icon={PanelRight}
      label={t(isOpen ? 'coursePage.hideInspector' : 'coursePage.showInspector')}
      aria-pressed={isOpen}
      onClick={() => store.setState({ [flag]: !isOpen })}
    />
  );
}

function SelectionBar({ count, verbs }: { readonly count: number; readonly verbs: OutlineVerbs }) {
  const { t } = useTranslation();
  const store = useOutlineStore();
  const clear = () => {
    const { active } = store.getState().selection;
    if (active) store.setState({ selection: selectOne(active), wanted: active });
  };
  return (
    <Toolbar title={t('coursePage.selected', { count })}>
      <IconButton icon={ArrowUp} label={t('coursePage.verb.moveUp')} onClick={() => verbs.move('up')} />
      <IconButton icon={ArrowDown} label={t('coursePage.verb.moveDown')} onClick={() => verbs.move('down')} />
      <Button look="danger" onClick={() => void verbs.remove()}>
        <Icon of={Trash2} />
        {t('coursePage.verb.deleteMany', { count })}
      </Button>
      <IconButton icon={X} label={t('coursePage.verb.clearSelection')} onClick={clear} />
    </Toolbar>
  );
}
