import { Ellipsis, Replace, Sheet, TableProperties } from 'lucide-react';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { IconButton } from '../../../components/icon-button.tsx';
import { Menu } from '../../../components/menu.tsx';
import { askToReplace } from '../../../hooks/replace-ui.ts';
import { useShortcuts } from '../../../hooks/shortcuts-context.ts';
import { useStudio } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useCourseScreens } from '../use-course-screens.ts';

/** Screens of the course that are not needed every day, and what is done to all of it. */
export function CourseMenu({ courseId }: { readonly courseId: CourseId }) {
  const { t } = useTranslation();
  const { commands } = useStudio();
  const shortcuts = useShortcuts();
  const { publish, preview, versions } = useCourseScreens(courseId);
  const replace = {
    id: 'replace',
    label: t('command.replace'),
    icon: Replace,
    shortcut: shortcuts.of('replace'),
    takesFocus: true,
    onSelect: () => askToReplace(courseId),
  };
  const table = (['exportOutline', 'importOutline'] as const).map((command) => ({
    id: command,
    label: t(`command.${command}`),
    icon: command === 'exportOutline' ? Sheet : TableProperties,
    shortcut: shortcuts.of(command),
    onSelect: () => commands.run(command),
  }));
  return (
    <Menu items={[publish, preview, versions, null, replace, ...table]}>
      <IconButton icon={Ellipsis} label={t('coursePage.more')} />
    </Menu>
  );
}
