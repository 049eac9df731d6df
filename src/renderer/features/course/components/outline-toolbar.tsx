import { Link } from '@tanstack/react-router';
import { ArrowDown, ArrowUp, Import, ListPlus, PanelRight, SlidersHorizontal, Trash2, X } from 'lucide-react';
import type { Outline } from '../../../../shared/domain/course.ts';
import { Button } from '../../../components/button.tsx';
import { Icon } from '../../../components/icon.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { Toolbar } from '../../../components/toolbar.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { factsOf } from '../outline-rows.ts';
import { useOutlineStore, useOutlineUi } from '../outline-ui.ts';
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
  const facts = [
    t('unit.chapters', { count: outline.chapters.length }),
    t('unit.lessons', { count: lessons }),
    durationMs > 0 ? span(durationMs) : '',
  ];
  return (
    <Toolbar title={title} facts={lessons > 0 ? facts.filter(Boolean).join(' · ') : null}>
      <Button asChild look="quiet">
        <Link to="/course/$courseId/details" params={{ courseId: outline.courseId }}>
          <Icon of={SlidersHorizontal} className="text-ink-muted" />
          {t('coursePage.details')}
        </Link>
      </Button>
      <Button look="quiet" onClick={() => void verbs.addChapter()}>
        <Icon of={ListPlus} className="text-ink-muted" />
        {t('coursePage.addChapter')}
      </Button>
      {lessons > 0 ? (
        <Button look="primary" onClick={onImport} busy={isImporting}>
          <Icon of={Import} />
          {t('coursePage.import')}
        </Button>
      ) : null}
      {outline.chapters.length > 0 ? <InspectorToggle /> : null}
    </Toolbar>
  );
}

function InspectorToggle() {
  const { t } = useTranslation();
  const store = useOutlineStore();
  const isOpen = useOutlineUi((ui) => ui.isInspectorOpen);
  return (
    <IconButton
      icon={PanelRight}
      label={t(isOpen ? 'coursePage.hideInspector' : 'coursePage.showInspector')}
      aria-pressed={isOpen}
      onClick={() => store.setState({ isInspectorOpen: !isOpen })}
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
