import { ChevronDown, Plus } from 'lucide-react';
import type { Outline } from '../../../../shared/domain/course.ts';
import { Button } from '../../../components/button.tsx';
import { Icon } from '../../../components/icon.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { Menu } from '../../../components/menu.tsx';
import { useShortcuts } from '../../../hooks/shortcuts-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { kindOfNew } from '../outline-additions.ts';
import { useOutlineUi } from '../outline-ui.ts';
import type { OutlineVerbs } from '../verbs/outline-verbs.ts';
import { addChapterItem, addLessonItems } from './add-items.ts';

interface AddMenuProps {
  readonly outline: Outline;
  readonly verbs: OutlineVerbs;
  readonly isNarrow: boolean;
}

/** *Add ▾*: a lesson of any kind below the row with the keyboard, or a chapter at the end. */
export function AddMenu({ outline, verbs, isNarrow }: AddMenuProps) {
  const { t } = useTranslation();
  const shortcuts = useShortcuts();
  const usual = useOutlineUi((ui) => kindOfNew(outline, ui.selection.active));
  const to = { t, shortcuts, verbs };
  return (
    <Menu items={[...addLessonItems(to, usual), null, addChapterItem(to)]}>
      {isNarrow ? (
        <IconButton icon={Plus} label={t('coursePage.add')} />
      ) : (
        <Button look="quiet">
          <Icon of={Plus} className="text-ink-muted" />
          {t('coursePage.add')}
          <Icon of={ChevronDown} className="-mx-1 text-ink-faint" />
        </Button>
      )}
    </Menu>
  );
}
