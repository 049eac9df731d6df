import { AppWindow, CopyPlus, FileArchive, FolderOpen, PencilLine, SlidersHorizontal, Trash2 } from 'lucide-react';
import type { MenuEntries } from '../../../components/menu.tsx';
import type { Words } from '../../../lib/messages.ts';
import { shortcutText, type Platform } from '../../../lib/shortcuts.ts';

/** What the items do with the course that the menu is of. */
interface CourseActs {
  readonly t: Words;
  readonly platform: Platform;
  readonly open: () => void;
  readonly openInWindow: () => void;
  readonly rename: () => void;
  readonly showDetails: () => void;
  readonly duplicate: () => void;
  readonly askForExport: () => void;
  readonly remove: () => void;
}

/** The menu of a course in the list. */
export function courseItems({ t, platform, ...acts }: CourseActs): MenuEntries {
  return [
    { id: 'open', label: t('courses.open'), icon: FolderOpen, onSelect: acts.open },
    { id: 'window', label: t('courses.openInWindow'), icon: AppWindow, onSelect: acts.openInWindow },
    null,
    { id: 'rename', label: t('courses.rename'), icon: PencilLine, shortcut: 'F2', onSelect: acts.rename },
    { id: 'details', label: t('courses.details'), icon: SlidersHorizontal, onSelect: acts.showDetails },
    {
      id: 'duplicate',
      label: t('courses.duplicate'),
      icon: CopyPlus,
      shortcut: shortcutText('Mod+D', platform),
      onSelect: acts.duplicate,
    },
    {
      id: 'export',
      label: t('archives.export.verb'),
      icon: FileArchive,
      takesFocus: true,
      onSelect: acts.askForExport,
    },
    null,
    {
      id: 'delete',
      label: t('courses.delete'),
      icon: Trash2,
      danger: true,
      shortcut: t('key.delete'),
      onSelect: acts.remove,
    },
  ];
}
