import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, Outlet } from '@tanstack/react-router';
import { usePageFocus } from '../hooks/use-page-focus.ts';
import { useIsSidebarShown } from '../hooks/use-sidebar.ts';
import { useTranslation } from '../hooks/use-translation.ts';
import { CrashScreen } from '../app/crash-screen.tsx';
import { AppShell } from '../components/app-shell.tsx';
import { ExportDialog } from '../features/archives/components/export-dialog.tsx';
import { PosterMaker } from '../features/media/components/poster-maker.tsx';
import { Notices } from '../features/studio/components/notices.tsx';
import { HistoryPanel } from '../features/studio/components/history-panel.tsx';
import { ShortcutSheet } from '../features/studio/components/shortcut-sheet.tsx';
import { UndoQuestion } from '../features/studio/components/undo-question.tsx';
import { UndoRedo } from '../features/studio/components/undo-redo.tsx';
import { StatusBar } from '../features/sync/components/status-bar.tsx';
import { TagsDialog } from '../features/tags/components/tags-dialog.tsx';
import { ReceiptDialog } from '../features/uploads/components/receipt-dialog.tsx';
import { UploadDock } from '../features/uploads/components/upload-dock.tsx';
import { NoSuchPage } from './no-such-page.tsx';
import { RootCommands } from './root-commands.tsx';
import { RootOffers } from './root-offers.tsx';
import { RootPalette } from './root-palette.tsx';
import { RootReplace } from './root-replace.tsx';
import { Sidebar } from './root-sidebar.tsx';
import { TitleBar } from './root-title-bar.tsx';

export const rootRoute = createRootRouteWithContext<{ readonly queryClient: QueryClient }>()({
  component: Root,
  errorComponent: CrashScreen,
  notFoundComponent: NoSuchPage,
});

function Root() {
  const { t } = useTranslation();
  usePageFocus();
  return (
    <AppShell
      titleBar={<TitleBar />}
      notices={<Notices />}
      sidebar={<Sidebar />}
      navigationLabel={t('nav.label')}
      sidebarLabel={t('nav.resizeSidebar')}
      isSidebarShown={useIsSidebarShown()}
      dock={<UploadDock />}
      statusBar={<StatusBar history={<UndoRedo />} />}
      skipLabel={t('app.skipToContent')}
    >
      <RootCommands />
      <RootOffers />
      <RootPalette />
      <RootReplace />
      <PosterMaker />
      <HistoryPanel />
      <ShortcutSheet />
      <UndoQuestion />
      <TagsDialog />
      <ExportDialog />
      <ReceiptDialog />
      <Outlet />
    </AppShell>
  );
}
