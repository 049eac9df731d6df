import {
  ArrowDown,
  ArrowUp,
  FolderClock,
  FolderSearch,
  Import,
  ListPlus,
  PanelRight,
  PencilLine,
  Trash2,
} from 'lucide-react';
import type { ChapterId } from '../../../../shared/domain/ids.ts';
import type { LessonMedia, Outline } from '../../../../shared/domain/course.ts';
import type { MenuEntries, MenuItem } from '../../../components/menu.tsx';
import { useStudio } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { Words } from '../../../lib/messages.ts';
import { shortcutText, type Platform } from '../../../lib/shortcuts.ts';
import { useCourseParts } from '../course-parts.ts';
import { deleteWords } from '../outline-deletion.ts';
import { chapterOf, titledOf, type RowId } from '../outline-rows.ts';
import { useOutlineStore, useOutlineUi, useSelected, type OutlineStore } from '../outline-ui.ts';
import type { OutlineVerbs } from '../outline-verbs.ts';

interface OutlineItems {
  readonly outline: Outline;
  readonly verbs: OutlineVerbs;
  readonly onImport: () => void;
  readonly onWatch: (chapterId: ChapterId | null) => void;
}

/** The context menu of the outline, for what is selected. */
export function useOutlineItems({ outline, verbs, onImport, onWatch }: OutlineItems): MenuEntries {
  const { t } = useTranslation();
  const { platform } = useStudio();
  const { useUploadItems } = useCourseParts();
  const store = useOutlineStore();
  const selected = useSelected(outline);
  const active = useOutlineUi((ui) => ui.selection.active);
  const held = active === null ? null : titledOf(outline, active);
  const only = held && active !== null && selected.size === 1 && selected.has(active) ? active : null;
  const media = only === null ? null : mediaOf(outline, only);
  const uploadItems = useUploadItems(mediaIn(outline, selected));
  const adding: MenuEntries = [
    { id: 'add', label: t('coursePage.addChapter'), icon: ListPlus, onSelect: () => void verbs.addChapter() },
    { id: 'import', label: t('coursePage.import'), icon: Import, onSelect: onImport },
    watchItem(t, outline, only, onWatch),
  ];
  if (selected.size === 0 || !held) return adding;
  const keys = (text: string) => shortcutText(text, platform);
  const groups = [
    [...(only === null ? [] : openItems(t, store, only)), ...fileItems(t, verbs, media)],
    uploadItems,
    moveItems(t, verbs, keys),
    adding,
    [{ ...deleteItem(t, verbs, platform), label: deleteWords(t, outline, selected) }],
  ];
  return groups.filter((group) => group.length > 0).flatMap((group, index) => (index === 0 ? group : [null, ...group]));
}

/** For the chapter that is selected alone, else for the course. */
function watchItem(t: Words, { chapters }: Outline, only: RowId | null, onWatch: OutlineItems['onWatch']): MenuItem {
  const chapterId = chapters.find((chapter) => chapter.chapterId === only)?.chapterId ?? null;
  const label = t(chapterId ? 'watch.verbOfChapter' : 'watch.verb');
  return { id: 'watch', label, icon: FolderClock, onSelect: () => onWatch(chapterId) };
}

function mediaOf(outline: Outline, id: RowId): LessonMedia | null {
  return chapterOf(outline, id)?.lessons.find((lesson) => lesson.lessonId === id)?.media ?? null;
}

/** The videos of the lessons that are selected, and of the chapters. */
function mediaIn({ chapters }: Outline, selected: ReadonlySet<RowId>): readonly LessonMedia[] {
  return chapters
    .flatMap(({ chapterId, lessons }) =>
      lessons.filter(({ lessonId }) => selected.has(chapterId) || selected.has(lessonId)).map(({ media }) => media),
    )
    .filter((media) => media !== null);
}

function openItems(t: Words, store: OutlineStore, id: RowId): MenuEntries {
  const rename = () => store.setState({ renaming: id });
  const open = () => store.setState({ isInspectorOpen: true, isDrawerOpen: true });
  return [
    { id: 'open', label: t('coursePage.verb.open'), icon: PanelRight, shortcut: '↵', onSelect: open },
    {
      id: 'rename',
      label: t('coursePage.verb.rename'),
      icon: PencilLine,
      shortcut: 'F2',
      takesFocus: true,
      onSelect: rename,
    },
  ];
}

function fileItems(t: Words, verbs: OutlineVerbs, media: LessonMedia | null): MenuEntries {
  if (!media || media.whereabouts === 'missing') return [];
  const reveal = () => verbs.reveal(media.versionId);
  return [{ id: 'reveal', label: t('coursePage.verb.reveal'), icon: FolderSearch, onSelect: reveal }];
}

function moveItems(t: Words, verbs: OutlineVerbs, keys: (text: string) => string): MenuEntries {
  const up = { id: 'up', label: t('coursePage.verb.moveUp'), icon: ArrowUp, shortcut: keys('Alt+↑') };
  const down = { id: 'down', label: t('coursePage.verb.moveDown'), icon: ArrowDown, shortcut: keys('Alt+↓') };
  return [
    { ...up, onSelect: () => verbs.move('up') },
    { ...down, onSelect: () => verbs.move('down') },
  ];
}

function deleteItem(t: Words, verbs: OutlineVerbs, platform: Platform): Omit<MenuItem, 'label'> {
  const shortcut = t(platform === 'darwin' ? 'key.deleteOnMac' : 'key.delete');
  return { id: 'delete', icon: Trash2, danger: true, shortcut, onSelect: () => void verbs.remove() };
}
