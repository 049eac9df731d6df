import { FolderPlus } from 'lucide-react';
import { newLessonKind, type NewLessonKind } from '../../../../shared/domain/course.ts';
import type { MenuItem } from '../../../components/menu.tsx';
import type { Words } from '../../../../shared/messages/words.ts';
import type { Shortcuts } from '../../../lib/shortcuts.ts';
import { kindIcons } from '../lesson-kinds.ts';
import type { OutlineVerbs } from '../verbs/outline-verbs.ts';

interface AddItems {
  readonly t: Words;
  readonly shortcuts: Shortcuts;
  readonly verbs: Pick<OutlineVerbs, 'addChapter' | 'addLesson'>;
}

/** What is added takes the keyboard: its title is typed at once. */
export function addChapterItem({ t, shortcuts, verbs }: AddItems): MenuItem {
  return {
    id: 'add',
    label: t('coursePage.addChapter'),
    icon: FolderPlus,
    shortcut: shortcuts.of('addGroup'),
    takesFocus: true,
    onSelect: () => void verbs.addChapter(),
  };
}

/** One for each kind of lesson that is made by hand; `usual` is the one that the key adds. */
export function addLessonItems({ t, shortcuts, verbs }: AddItems, usual: NewLessonKind): MenuItem[] {
  return newLessonKind.options.map((kind) => ({
    id: `add-${kind}`,
    label: t(`coursePage.addOf.${kind}`),
    icon: kindIcons[kind],
    ...(kind === usual && { shortcut: shortcuts.of('add') }),
    takesFocus: true,
    onSelect: () => void verbs.addLesson(kind),
  }));
}
