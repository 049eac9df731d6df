import { ArrowDown, ArrowUp, FolderSearch, Import, ListPlus, PanelRight, PencilLine, Trash2 } from 'lucide-react';
import type { Outline } from '../../../../shared/domain/course.ts';
import type { MenuEntries, MenuItem } from '../../../components/menu.tsx';
import { useStudio } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { shortcutText } from '../../../lib/shortcuts.ts';
import { useCourseParts } from '../course-parts.ts';
import { chapterOf, titledOf } from '../outline-rows.ts';
import { useOutlineStore, useOutlineUi } from '../outline-ui.ts';
import type { OutlineVerbs } from '../outline-verbs.ts';

interface OutlineItems {
  readonly outline: Outline;
  readonly verbs: OutlineVerbs;
  readonly onImport: () => void;
}

/** The context menu of the outline, for what is selected. */
export function useOutlineItems({ outline, verbs, onImport }: OutlineItems): MenuEntries {
  const { t } = useTranslation();
  const { platform } = useStudio();
  const { useUploadItems } = useCourseParts();
  const store = useOutlineStore();
  const { selected, active } = useOutlineUi((ui) => ui.selection);
  const held = active === null ? null : titledOf(outline, active);
  const only = selected.size === 1 && active !== null && selected.has(active) && held ? active : null;
  const lesson =
    only === null ? null : (chapterOf(outline, only)?.lessons.find((one) => one.lessonId === only) ?? null);
  const uploadItems = useUploadItems(lesson?.media ?? null);
  const keys = (text: string) => shortcutText(text, platform);
  const add: MenuItem = {
    id: 'add',
    label: t('coursePage.addChapter'),
    icon: ListPlus,
    onSelect: () => void verbs.addChapter(),
  };
  const bring: MenuItem = { id: 'import', label: t('coursePage.import'), icon: Import, onSelect: onImport };
  if (selected.size === 0 || !held) return [add, bring];
  const isLesson = lesson !== null || selected.size > 1;
  const single: MenuEntries =
    only === null
      ? []
      : [
          {
            id: 'open',
            label: t('coursePage.verb.open'),
            icon: PanelRight,
            shortcut: '↵',
            onSelect: () => store.setState({ isInspectorOpen: true }),
          },
          {
            id: 'rename',
            label: t('coursePage.verb.rename'),
            icon: PencilLine,
            shortcut: 'F2',
            // After the menu has given the keyboard back, or its closing would end the typing at once.
            onSelect: () => setTimeout(() => store.setState({ renaming: only }), 0),
          },
        ];
  const media = lesson?.media;
  const file: MenuEntries =
    media && media.whereabouts !== 'missing'
      ? [
          {
            id: 'reveal',
            label: t('coursePage.verb.reveal'),
            icon: FolderSearch,
            onSelect: () => verbs.reveal(media.versionId),
          },
        ]
      : [];
  const moves: MenuEntries = (['up', 'down'] as const).map((direction) => ({
    id: direction,
    label: t(direction === 'up' ? 'coursePage.verb.moveUp' : 'coursePage.verb.moveDown'),
    icon: direction === 'up' ? ArrowUp : ArrowDown,
    shortcut: keys(direction === 'up' ? 'Alt+↑' : 'Alt+↓'),
    onSelect: () => (isLesson ? verbs.move(direction) : verbs.moveChapter(direction)),
  }));
  const remove: MenuItem = {
    id: 'delete',
    label: selected.size > 1 ? t('coursePage.verb.deleteMany', { count: selected.size }) : t('coursePage.verb.delete'),
    icon: Trash2,
    danger: true,
    shortcut: t('key.delete'),
    onSelect: () => void verbs.remove(),
  };
  const groups = [[...single, ...file], uploadItems, moves, [add, bring], [remove]];
  return groups.filter((group) => group.length > 0).flatMap((group, index) => (index === 0 ? group : [null, ...group]));
}
