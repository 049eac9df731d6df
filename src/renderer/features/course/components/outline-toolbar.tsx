import { Link } from '@tanstack/react-router';
import {
  ArrowDown,
  ArrowUp,
  FileArchive,
  Import,
  ListPlus,
  PanelRight,
  SlidersHorizontal,
  Trash2,
  X,
} from 'lucide-react';
import type { Outline } from '../../../../shared/domain/course.ts';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { Button } from '../../../components/button.tsx';
import { Icon } from '../../../components/icon.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { Toolbar } from '../../../components/toolbar.tsx';
import { askForExport } from '../../../hooks/archive-ui.ts';
import { useFormats, useStudio } from '../../../hooks/studio-context.ts';
import { commandShortcut } from '../../../lib/shortcuts.ts';
import { useMediaQuery } from '../../../hooks/use-media-query.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useCourseParts } from '../course-parts.ts';
import { deleteWords, selectedWords } from '../outline-deletion.ts';
import { factsOf, type RowId } from '../outline-rows.ts';
import { narrowWindow, useOutlineStore, useOutlineUi, useSelected } from '../outline-ui.ts';
import type { OutlineVerbs } from '../outline-verbs.ts';
import { selectOne } from '../../../lib/selection/selection.ts';

interface OutlineToolbarProps {
  readonly title: string;
  readonly outline: Outline;
  readonly verbs: OutlineVerbs;
  readonly onImport: () => void;
  readonly isImporting: boolean;
}

/** The course's name and its verbs; with several rows selected, theirs. */
export function OutlineToolbar(props: OutlineToolbarProps) {
  const selected = useSelected(props.outline);
  return selected.size > 1 ? <SelectionBar selected={selected} {...props} /> : <CourseBar {...props} />;
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
  const { ConflictMark, CourseReady } = useCourseParts();
  const about = (
    <div className="flex items-center gap-2">
      <ConflictMark table="courses" rowId={outline.courseId} column="title" />
      {lessons > 0 && !isNarrow ? facts.filter(Boolean).join(' · ') : null}
      {isNarrow ? null : <CourseReady courseId={outline.courseId} />}
    </div>
  );
  return (
    <Toolbar title={title} facts={about}>
      <DetailsLink courseId={outline.courseId} isNarrow={isNarrow} />
      {isNarrow ? (
        <IconButton icon={ListPlus} label={t('coursePage.addChapter')} onClick={() => void verbs.addChapter()} />
      ) : (
        <Button look="quiet" onClick={() => void verbs.addChapter()}>
          <Icon of={ListPlus} className="text-ink-muted" />
          {t('coursePage.addChapter')}
        </Button>
      )}
      <ExportButton courseId={outline.courseId} />
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

function ExportButton({ courseId }: { readonly courseId: CourseId }) {
  const { t } = useTranslation();
  const { platform } = useStudio();
  return (
    <IconButton
      icon={FileArchive}
      label={t('archives.export.verb')}
      shortcut={commandShortcut('export', platform)}
      onClick={() => askForExport(courseId)}
    />
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

interface SelectionBarProps extends Pick<OutlineToolbarProps, 'outline' | 'verbs'> {
  readonly selected: ReadonlySet<RowId>;
}

/** Of several rows: how many, the way back to one, and what can be done with them together. */
function SelectionBar({ selected, outline, verbs }: SelectionBarProps) {
  const { t } = useTranslation();
  const store = useOutlineStore();
  const isNarrow = useMediaQuery(narrowWindow);
  const clear = () => {
    const { active } = store.getState().selection;
    const [to] = active !== null && selected.has(active) ? [active] : selected;
    if (to) store.setState({ selection: selectOne(to), wanted: to });
  };
  const end = (
    <IconButton icon={X} size="compact" label={t('coursePage.verb.clearSelection')} onClick={clear} className="-ms-1" />
  );
  return (
    <Toolbar title={selectedWords(t, outline, selected)} facts={end}>
      <IconButton icon={ArrowUp} label={t('coursePage.verb.moveUp')} onClick={() => verbs.move('up')} />
      <IconButton icon={ArrowDown} label={t('coursePage.verb.moveDown')} onClick={() => verbs.move('down')} />
      <Button look="danger" onClick={() => void verbs.remove()}>
        <Icon of={Trash2} />
        {deleteWords(t, outline, selected)}
      </Button>
      <InspectorToggle isNarrow={isNarrow} />
    </Toolbar>
  );
}
