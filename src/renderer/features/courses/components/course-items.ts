import {
  AppWindow,
  CopyPlus,
  FileArchive,
  FolderOpen,
  PencilLine,
  Plus,
  SlidersHorizontal,
  Trash2,
} from 'lucide-react';
import type { MenuEntries, MenuItem } from '../../../components/menu.tsx';
import type { Words } from '../../../../shared/messages/words.ts';
import type { Shortcuts } from '../../../lib/shortcuts.ts';

interface Setting {
  readonly t: Words;
  readonly shortcuts: Shortcuts;
}
interface SeveralActs {
  readonly duplicate: () => void;
  readonly remove: () => void;
}
/** What the items do with the course that the menu is of. */
interface CourseActs extends SeveralActs {
  readonly open: () => void;
  readonly openInWindow: () => void;
  readonly rename: () => void;
  readonly showDetails: () => void;
  readonly askForExport: () => void;
}

/** The menu of a course in the list. */
export function courseItems(setting: Setting, acts: CourseActs): MenuEntries {
  const { t, shortcuts } = setting;
  return [
    { id: 'open', label: t('courses.open'), icon: FolderOpen, onSelect: acts.open },
    { id: 'window', label: t('courses.openInWindow'), icon: AppWindow, onSelect: acts.openInWindow },
    null,
    {
      id: 'rename',
      label: t('courses.rename'),
      icon: PencilLine,
      shortcut: shortcuts.of('rename'),
      onSelect: acts.rename,
    },
    { id: 'details', label: t('courses.details'), icon: SlidersHorizontal, onSelect: acts.showDetails },
    duplicateItem(setting, acts),
    {
      id: 'export',
      label: t('archives.export.verb'),
      icon: FileArchive,
      takesFocus: true,
      onSelect: acts.askForExport,
    },
    null,
    deleteItem(setting, acts, t('courses.delete')),
  ];
}

/** The menu of several courses. */
export function severalItems(setting: Setting, count: number, acts: SeveralActs): MenuEntries {
  return [duplicateItem(setting, acts), null, deleteItem(setting, acts, setting.t('courses.deleteMany', { count }))];
}

/** The menu of the list where no course is meant. */
export function noItems({ t }: Setting, add: () => void): MenuEntries {
  return [{ id: 'new', label: t('courses.new'), icon: Plus, takesFocus: true, onSelect: add }];
}

const duplicateItem = ({ t, shortcuts }: Setting, { duplicate }: SeveralActs): MenuItem => ({
  id: 'duplicate',
  label: t('courses.duplicate'),
  icon: CopyPlus,
  shortcut: shortcuts.of('duplicate'),
  onSelect: duplicate,
});

const deleteItem = ({ shortcuts }: Setting, { remove }: SeveralActs, label: string): MenuItem => ({
  id: 'delete',
  label,
  icon: Trash2,
  danger: true,
  shortcut: shortcuts.of('delete'),
  onSelect: remove,
});
