import {
  ArrowDown,
  ArrowUp,
  CopyPlus,
  FilePlus,
  FolderClock,
  FolderInput,
  FolderSearch,
  Import,
  ListChecks,
  PanelRight,
  PencilLine,
  Plus,
  Replace,
  Trash2,
  Undo2,
} from 'lucide-react';
import type { LessonMedia, Outline, OutlineLesson } from '../../../../shared/domain/course.ts';
import type { ChapterId } from '../../../../shared/domain/ids.ts';
import type { MenuEntries } from '../../../components/menu.tsx';
import type { Words } from '../../../../shared/messages/words.ts';
import type { Shortcuts } from '../../../lib/shortcuts.ts';
import { bulkLessonsIn } from '../bulk-choice.ts';
import { deleteWords } from '../outline-deletion.ts';
import type { FilesPlace } from '../file-drops.ts';
import { playable } from '../lesson-kinds.ts';
import { kindOfNew } from '../outline-additions.ts';
import { chapterOf, isGoing, type RowId } from '../outline-rows.ts';
import type { OutlineStore } from '../outline-ui.ts';
import type { OutlineVerbs } from '../verbs/outline-verbs.ts';
import { addChapterItem, addLessonItems } from './add-items.ts';

/** What the menu is opened for, and what its items act with. */
export interface MenuSubject {
  readonly t: Words;
  readonly shortcuts: Shortcuts;
  readonly outline: Outline;
  readonly store: OutlineStore;
  readonly verbs: OutlineVerbs;
  readonly selected: ReadonlySet<RowId>;
  /** The one row that is selected; null when there are none or several. */
  readonly only: RowId | null;
  /** The rows that go with the next save. */
  readonly struck: ReadonlySet<RowId>;
  readonly uploadItems: MenuEntries;
  readonly onImport: () => void;
  readonly onChooseFiles: (place: FilesPlace) => void;
  readonly onWatch: (chapterId: ChapterId | null) => void;
}
/** Empty when it has nothing for the subject. */
type MenuGroup = (subject: MenuSubject) => MenuEntries;

/** From top to bottom, with a line between those that have items. */
const groups: readonly MenuGroup[] = [
  oneItems,
  ({ uploadItems }) => uploadItems,
  moveItems,
  editItems,
  copyItems,
  addItems,
  deleteItems,
];

/** The context menu of the outline. */
export function outlineMenu(subject: MenuSubject): MenuEntries {
  const filled = groups.map((group) => group(subject)).filter((group) => group.length > 0);
  return filled.flatMap((group, index) => (index === 0 ? group : [null, ...group]));
}

function oneItems(subject: MenuSubject): MenuEntries {
  const { t, shortcuts, store, outline, verbs, only } = subject;
  if (only === null) return [];
  const rename = () => store.setState({ renaming: only });
  const open = () => store.setState({ isInspectorOpen: true, isDrawerOpen: true });
  return [
    { id: 'open', label: t('coursePage.verb.open'), icon: PanelRight, shortcut: '↵', onSelect: open },
    {
      id: 'rename',
      label: t('coursePage.verb.rename'),
      icon: PencilLine,
      shortcut: shortcuts.of('rename'),
      takesFocus: true,
      onSelect: rename,
    },
    ...fileItems(t, verbs, lessonIn(outline, only)?.media ?? null),
    ...replaceItems(subject),
  ];
}

function lessonIn(outline: Outline, id: RowId): OutlineLesson | null {
  return chapterOf(outline, id)?.lessons.find((lesson) => lesson.lessonId === id) ?? null;
}

/** What files do that are dropped on a lesson. */
function replaceItems({ t, outline, only, onChooseFiles }: MenuSubject): MenuEntries {
  const lesson = only && lessonIn(outline, only);
  const chapter = only && chapterOf(outline, only);
  if (!lesson || !chapter || !playable.has(lesson.kind)) return [];
  const { chapterId } = chapter;
  const label = t(lesson.media ? 'coursePage.verb.replace' : 'coursePage.verb.choose');
  return [
    {
      id: 'replace-video',
      label,
      icon: Replace,
      onSelect: () => onChooseFiles({ kind: 'replace', lessonId: lesson.lessonId, chapterId }),
    },
  ];
}

/** Below the lesson that is selected alone, at the end of the chapter that is, else of the course. */
function placeOfFiles(outline: Outline, only: RowId | null): FilesPlace {
  const chapter = only && chapterOf(outline, only);
  if (!chapter) return { kind: 'end' };
  const { chapterId } = chapter;
  const lesson = lessonIn(outline, only);
  return lesson ? { kind: 'lessons', place: { chapterId, afterId: lesson.lessonId } } : { kind: 'into', chapterId };
}

function fileItems(t: Words, verbs: OutlineVerbs, media: LessonMedia | null): MenuEntries {
  if (!media || media.whereabouts === 'missing') return [];
  const reveal = () => verbs.reveal(media.versionId);
  return [{ id: 'reveal', label: t('coursePage.verb.reveal'), icon: FolderSearch, onSelect: reveal }];
}

function moveItems({ t, shortcuts, verbs, selected }: MenuSubject): MenuEntries {
  if (selected.size === 0) return [];
  const up = { id: 'up', label: t('coursePage.verb.moveUp'), icon: ArrowUp, shortcut: shortcuts.of('moveUp') };
  const down = {
    id: 'down',
    label: t('coursePage.verb.moveDown'),
    icon: ArrowDown,
    shortcut: shortcuts.of('moveDown'),
  };
  return [
    { ...up, onSelect: () => verbs.move('up') },
    { ...down, onSelect: () => verbs.move('down') },
    {
      id: 'move-to',
      label: t('coursePage.verb.moveTo'),
      icon: FolderInput,
      shortcut: shortcuts.of('moveTo'),
      takesFocus: true,
      onSelect: () => verbs.askWhereTo(),
    },
  ];
}

/** Of one lesson the inspector has all this. */
function editItems({ t, shortcuts, outline, verbs, selected, only }: MenuSubject): MenuEntries {
  const isOneLesson = only !== null && lessonIn(outline, only) !== null;
  if (isOneLesson || bulkLessonsIn(outline, selected).length === 0) return [];
  const shortcut = shortcuts.of('edit');
  const label = t('coursePage.verb.editTogether');
  return [{ id: 'edit', label, icon: ListChecks, shortcut, takesFocus: true, onSelect: () => verbs.askWhatToEdit() }];
}

function copyItems({ t, shortcuts, verbs, selected }: MenuSubject): MenuEntries {
  if (selected.size === 0) return [];
  const shortcut = shortcuts.of('duplicate');
  const label = t('coursePage.verb.duplicate');
  return [{ id: 'duplicate', label, icon: CopyPlus, shortcut, onSelect: () => void verbs.duplicate() }];
}

/** A folder is watched for the chapter that is selected alone, else for the course. */
function addItems(subject: MenuSubject): MenuEntries {
  const { t, outline, store, only, onImport, onChooseFiles, onWatch } = subject;
  const chapterId = outline.chapters.find((chapter) => chapter.chapterId === only)?.chapterId ?? null;
  const usual = kindOfNew(outline, store.getState().selection.active);
  const watch = t(chapterId ? 'watch.verbOfChapter' : 'watch.verb');
  return [
    { id: 'add-lesson', label: t('coursePage.addLesson'), icon: Plus, items: addLessonItems(subject, usual) },
    addChapterItem(subject),
    {
      id: 'add-files',
      label: t(only ? 'coursePage.verb.addFilesHere' : 'coursePage.verb.addFiles'),
      icon: FilePlus,
      onSelect: () => onChooseFiles(placeOfFiles(outline, only)),
    },
    { id: 'import', label: t('coursePage.import'), icon: Import, onSelect: onImport },
    { id: 'watch', label: watch, icon: FolderClock, onSelect: () => onWatch(chapterId) },
  ];
}

function deleteItems({ t, shortcuts, outline, verbs, selected, struck }: MenuSubject): MenuEntries {
  if (selected.size === 0) return [];
  const goes = [...selected].filter((id) => isGoing(outline, struck, id)).length;
  const restore = {
    id: 'restore',
    label: t('coursePage.verb.restore'),
    icon: Undo2,
    onSelect: () => verbs.restore(),
  };
  if (goes === selected.size) return [restore];
  const label = deleteWords(t, outline, selected);
  const shortcut = shortcuts.of('delete');
  const remove = { id: 'delete', label, icon: Trash2, danger: true, shortcut, onSelect: () => verbs.remove() };
  return goes > 0 ? [restore, remove] : [remove];
}
