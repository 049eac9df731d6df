import { useNavigate } from '@tanstack/react-router';
import { Ellipsis, Eye, History, ListChecks, Replace } from 'lucide-react';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { IconButton } from '../../../components/icon-button.tsx';
import { Menu } from '../../../components/menu.tsx';
import { askToReplace } from '../../../hooks/replace-ui.ts';
import { useStudio } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { commandShortcut } from '../../../lib/shortcuts.ts';

/** Screens of the course that are not needed every day. */
export function CourseMenu({ courseId }: { readonly courseId: CourseId }) {
  const { t } = useTranslation();
  const { platform } = useStudio();
  const navigate = useNavigate();
  const items = [
    {
      id: 'publish',
      label: t('coursePage.publish'),
      icon: ListChecks,
      onSelect: () => void navigate({ to: '/course/$courseId/publish', params: { courseId } }),
    },
    {
      id: 'preview',
      label: t('student.title'),
      icon: Eye,
      onSelect: () => void navigate({ to: '/course/$courseId/preview', params: { courseId } }),
    },
    {
      id: 'versions',
      label: t('coursePage.versions'),
      icon: History,
      onSelect: () => void navigate({ to: '/course/$courseId/versions', params: { courseId } }),
    },
    {
      id: 'replace',
      label: t('command.replace'),
      icon: Replace,
      shortcut: commandShortcut('replace', platform),
      takesFocus: true,
      onSelect: () => askToReplace(courseId),
    },
  ];
  return (
    <Menu items={items}>
      <IconButton icon={Ellipsis} label={t('coursePage.more')} />
    </Menu>
  );
}
