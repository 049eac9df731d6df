import { ArrowDown, ArrowUp, CopyPlus, FolderInput, ListChecks, Trash2, X } from 'lucide-react';
import type { Outline } from '../../../../shared/domain/course.ts';
import { Button } from '../../../components/button.tsx';
import { Icon } from '../../../components/icon.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { Toolbar } from '../../../components/toolbar.tsx';
import { useMediaQuery } from '../../../hooks/use-media-query.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { selectOne } from '../../../lib/selection/selection.ts';
import { bulkLessonsIn } from '../bulk-choice.ts';
import { deleteWords, selectedWords } from '../outline-deletion.ts';
import type { RowId } from '../outline-rows.ts';
import { narrowWindow, useOutlineStore } from '../outline-ui.ts';
import type { OutlineVerbs } from '../verbs/outline-verbs.ts';
import { InspectorToggle } from './inspector-toggle.tsx';

interface SelectionBarProps {
  readonly outline: Outline;
  readonly verbs: OutlineVerbs;
  readonly selected: ReadonlySet<RowId>;
}

/** Of several rows: how many, the way back to one, and what can be done with them together. */
export function SelectionBar({ selected, outline, verbs }: SelectionBarProps) {
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
      <IconButton icon={FolderInput} label={t('coursePage.verb.moveTo')} onClick={() => verbs.askWhereTo()} />
      {bulkLessonsIn(outline, selected).length > 0 ? (
        <IconButton icon={ListChecks} label={t('coursePage.verb.editTogether')} onClick={() => verbs.askWhatToEdit()} />
      ) : null}
      <IconButton icon={CopyPlus} label={t('coursePage.verb.duplicate')} onClick={() => void verbs.duplicate()} />
      <Button look="danger" onClick={() => verbs.remove()}>
        <Icon of={Trash2} />
        {deleteWords(t, outline, selected)}
      </Button>
      <InspectorToggle isNarrow={isNarrow} />
    </Toolbar>
  );
}
