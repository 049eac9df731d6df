import { useNavigate, useRouter } from '@tanstack/react-router';
import { useMutation } from '@tanstack/react-query';
import { pickArchive } from '../features/archives/mutations.ts';
import { openCourseWindow } from '../features/courses/mutations.ts';
import { showTitleDialog } from '../features/courses/courses-ui-store.ts';
import { pickFolder } from '../features/imports/mutations.ts';
import { showTags } from '../hooks/tags-ui.ts';
import { useCommand } from '../hooks/use-command.ts';
import { useErrorToast } from '../hooks/use-error-toast.ts';
import { toggleSidebar } from '../hooks/use-sidebar.ts';

/** Commands that lead elsewhere from anywhere; a screen that knows better handles them itself. Draws nothing. */
export function RootCommands() {
  const navigate = useNavigate();
  const router = useRouter();
  const sayError = useErrorToast();
  const pick = useMutation(pickFolder);
  const openWindow = useMutation(openCourseWindow);
  const pickZip = useMutation(pickArchive);
  useCommand('sidebar', toggleSidebar);
  const newCourse = async () => {
    await navigate({ to: '/' });
    // Whoever was asked about unsaved changes and stayed is not there
    if (router.state.location.pathname === '/') showTitleDialog({ kind: 'new' });
  };
  useCommand('new', () => void newCourse());
  useCommand('settings', () => void navigate({ to: '/settings/$section', params: { section: 'account' } }));
  useCommand('courses', () => void navigate({ to: '/' }));
  useCommand('trash', () => void navigate({ to: '/trash' }));
  useCommand('changes', () => void navigate({ to: '/changes' }));
  useCommand('tags', () => showTags(true));
  useCommand('newWindow', () => openWindow.mutate(null, { onError: sayError }));
  useCommand('uploads', () => void navigate({ to: '/uploads' }));
  useCommand('import', () =>
    pick.mutate(
      {},
      {
        onSuccess: (plan) => {
          if (plan) void navigate({ to: '/import/$planId', params: { planId: plan.planId } });
        },
        onError: sayError,
      },
    ),
  );
  useCommand('importArchive', () =>
    pickZip.mutate(undefined, {
      onSuccess: (opened) => {
        if (opened) void navigate({ to: '/archive/$archiveId', params: opened });
      },
      onError: sayError,
    }),
  );
  return null;
}
