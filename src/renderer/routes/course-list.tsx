import { useMutation, useQuery } from '@tanstack/react-query';
import { createRoute, useNavigate } from '@tanstack/react-router';
import { ArchiveRestore, FolderPlus, LayoutGrid, Rows3 } from 'lucide-react';
import { useTranslation } from '../hooks/use-translation.ts';
import { Button } from '../components/button.tsx';
import { DropZone } from '../components/drop-zone.tsx';
import { Icon } from '../components/icon.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { Segmented } from '../components/segmented.tsx';
import { SelectionCount } from '../components/selection-count.tsx';
import { Toolbar } from '../components/toolbar.tsx';
import { useArchiveStart } from '../features/archives/use-archive-start.ts';
import { CourseCount } from '../features/courses/components/course-count.tsx';
import { CourseFailureNote } from '../features/courses/components/course-failure-note.tsx';
import { CourseList } from '../features/courses/components/course-list.tsx';
import { CourseSearch } from '../features/courses/components/course-search.tsx';
import { SelectedCount, SelectionVerbs, useSelectedOf } from '../features/courses/components/course-selection.tsx';
import { TitleDialogs } from '../features/courses/components/title-dialogs.tsx';
import { showTitleDialog } from '../features/courses/courses-ui-store.ts';
import { courseListQuery } from '../features/courses/queries.ts';
import { useCourseVerbs } from '../features/courses/use-course-verbs.ts';
import { ImportStartState } from '../features/imports/components/import-start-state.tsx';
import { useImportStart } from '../features/imports/use-import-start.ts';
import { saveSettings } from '../features/studio/mutations.ts';
import { settingsQuery } from '../features/studio/queries.ts';
import { useShortcuts } from '../hooks/shortcuts-context.ts';
import { useOffer } from '../hooks/use-offer.ts';
import { useCommand } from '../hooks/use-command.ts';
import { rootRoute } from './root.tsx';

export const courseListRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', component: CourseListScreen });

const none: [] = [];

function CourseListScreen() {
  const { t } = useTranslation();
  const shortcuts = useShortcuts();
  const navigate = useNavigate();
  const courses = useQuery(courseListQuery);
  const { data: settings } = useQuery(settingsQuery);
  const { verbs, failure, hideFailure } = useCourseVerbs();
  const selected = useSelectedOf(courses.data ?? none);
  const start = useImportStart(({ planId }) => void navigate({ to: '/import/$planId', params: { planId } }));
  const archive = useArchiveStart(
    (archiveId) => void navigate({ to: '/archive/$archiveId', params: { archiveId } }),
    (files) => start.drop(files),
  );
  const forgetErrors = () => {
    archive.forgetError();
    start.forgetError();
  };
  /** What was said of the last try goes with the next one. */
  const anew = (begin: () => void) => () => {
    forgetErrors();
    begin();
  };
  const chooseFolder = anew(start.choose);
  const chooseArchive = anew(archive.choose);
  useCommand('import', chooseFolder);
  useCommand('importArchive', chooseArchive);
  const isEmpty = courses.data?.length === 0;
  const choose = (
    <Button look="primary" onClick={chooseFolder} busy={start.isScanning} title={shortcuts.of('import')}>
      {isEmpty ? null : <Icon of={FolderPlus} />}
      {t(isEmpty ? 'courses.chooseFolder' : 'courses.importFolder')}
    </Button>
  );
  return (
    <DropZone
      words={t('drop.newCourse')}
      hint={t('drop.newCourseHint')}
      onFiles={(files) => anew(() => archive.drop(files))()}
      className="flex h-full flex-col"
    >
      <Toolbar
        title={t('courses.title')}
        facts={selected.count > 1 ? <SelectedCount {...selected} /> : <CourseCount courses={courses.data ?? none} />}
      >
        {isEmpty ? null : <CourseSearch />}
        {isEmpty || !settings ? null : <ViewSwitch view={settings.courseListView} />}
        {selected.count > 1 ? (
          <SelectionVerbs count={selected.count} verbs={verbs} />
        ) : (
          <>
            <Button onClick={() => showTitleDialog({ kind: 'new' })} title={shortcuts.of('new')}>
              {t('courses.new')}
            </Button>
            <IconButton
              icon={ArchiveRestore}
              label={t('command.importArchive')}
              shortcut={shortcuts.of('importArchive')}
              onClick={chooseArchive}
            />
            {isEmpty ? null : choose}
          </>
        )}
      </Toolbar>
      <ImportStartState
        isScanning={start.isScanning || archive.isOpening}
        error={archive.error ?? start.error}
        onHide={forgetErrors}
      />
      {failure ? <CourseFailureNote failure={failure} onHide={hideFailure} /> : null}
      <div className="min-h-0 grow overflow-y-auto">
        <CourseList courses={courses} view={settings?.courseListView ?? 'grid'} verbs={verbs} chooseFolder={choose} />
      </div>
      <SelectionCount count={selected.count} />
      <TitleDialogs />
    </DropZone>
  );
}

function ViewSwitch({ view }: { readonly view: 'grid' | 'list' }) {
  const { t } = useTranslation();
  const save = useMutation(saveSettings);
  useOffer([
    {
      id: 'courses-view',
      label: t('courses.view'),
      items: (['grid', 'list'] as const).map((one) => ({
        id: `courses-view-${one}`,
        label: t(`courses.${one}`),
        onSelect: () => save.mutate({ courseListView: one }),
      })),
    },
  ]);
  return (
    <Segmented
      label={t('courses.view')}
      value={view}
      onChange={(courseListView) => save.mutate({ courseListView })}
      segments={[
        { value: 'grid', label: t('courses.grid'), icon: LayoutGrid, iconOnly: true },
        { value: 'list', label: t('courses.list'), icon: Rows3, iconOnly: true },
      ]}
    />
  );
}
