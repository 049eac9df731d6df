import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CourseId, CourseVersionId } from '../../../../shared/domain/ids.ts';
import { Button } from '../../../components/button.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import type { MenuItem } from '../../../components/menu.tsx';
import { SkeletonRows } from '../../../components/skeleton.tsx';
import { Toolbar } from '../../../components/toolbar.tsx';
import { useOffer } from '../../../hooks/use-offer.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { Words } from '../../../../shared/messages/words.ts';
import { versionsQuery, type Version } from '../queries.ts';
import { useVersionVerbs } from '../use-version-verbs.ts';
import { MakeDialog, RenameDialog } from './version-dialogs.tsx';
import { VersionReader } from './version-reader.tsx';
import { VersionRow } from './version-row.tsx';

interface VersionsPageProps {
  readonly courseId: CourseId;
  readonly courseTitle: string;
  /** The one that is read. */
  readonly open: CourseVersionId | undefined;
  readonly onOpen: (versionId: CourseVersionId) => void;
}

/** The versions that were kept of a course, the latest first; one of them is read beside the list. */
export function VersionsPage({ courseId, courseTitle, open, onOpen }: VersionsPageProps) {
  const { t } = useTranslation();
  const { data: versions, error, refetch } = useQuery(versionsQuery(courseId));
  const verbs = useVersionVerbs(courseId);
  const [isMaking, setMaking] = useState(false);
  const [renaming, setRenaming] = useState<CourseVersionId | null>(null);
  const renamed = versions?.find(({ versionId }) => versionId === renaming);
  const opened = versions?.find(({ versionId }) => versionId === open);
  useOffer([
    ...(versions ? [{ id: 'version-make', label: t('versions.make'), onSelect: () => setMaking(true) }] : []),
    ...(opened ? versionItems(t, opened, { verbs, rename: setRenaming }) : []),
  ]);
  const make = (
    <Button look="primary" onClick={() => setMaking(true)}>
      {t('versions.make')}
    </Button>
  );
  return (
    <div className="flex h-full flex-col">
      <Toolbar title={t('versions.title')} facts={courseTitle ? t('versions.of', { title: courseTitle }) : null}>
        {versions?.length ? make : null}
      </Toolbar>
      <FailureNote error={error} action={<Button onClick={() => void refetch()}>{t('app.retry')}</Button>} />
      <FailureNote error={verbs.failure} />
      <div className="min-h-0 grow">
        {versions || error ? null : <SkeletonRows rows={6} label={t('versions.loading')} />}
        {versions?.length === 0 ? (
          <EmptyState words={t('versions.nothing')} hint={t('versions.nothingHint')} action={make} />
        ) : null}
        {versions?.length ? (
          <div className="flex h-full max-[720px]:flex-col">
            <VersionList
              versions={versions}
              open={open}
              onOpen={onOpen}
              onRename={setRenaming}
              onDelete={(version) => void verbs.remove(version)}
            />
            <div className="min-h-0 min-w-0 grow overflow-y-auto">
              {versions.some(({ versionId }) => versionId === open) && open ? (
                <VersionReader
                  key={open}
                  courseId={courseId}
                  versionId={open}
                  isRestoring={verbs.isRestoring}
                  onRestore={(version) => void verbs.restore(version)}
                />
              ) : (
                <EmptyState words={t('versions.choose')} />
              )}
            </div>
          </div>
        ) : null}
      </div>
      {isMaking ? <MakeDialog courseId={courseId} onMade={onOpen} onClose={() => setMaking(false)} /> : null}
      {renamed ? <RenameDialog courseId={courseId} version={renamed} onClose={() => setRenaming(null)} /> : null}
    </div>
  );
}

interface VersionActs {
  readonly verbs: ReturnType<typeof useVersionVerbs>;
  readonly rename: (versionId: CourseVersionId) => void;
}

/** What the palette has for the version that is read. */
function versionItems(t: Words, version: Version, { verbs, rename }: VersionActs): readonly MenuItem[] {
  const { versionId, kind, isComplete } = version;
  const restore = {
    id: 'version-restore',
    label: t('versions.restore'),
    disabled: !isComplete || verbs.isRestoring,
    onSelect: () => void verbs.restore(version),
  };
  if (kind !== 'named') return [restore];
  return [
    restore,
    { id: 'version-rename', label: t('versions.rename'), onSelect: () => rename(versionId) },
    { id: 'version-delete', label: t('versions.delete'), onSelect: () => void verbs.remove(version) },
  ];
}

interface VersionListProps {
  readonly versions: readonly Version[];
  readonly open: CourseVersionId | undefined;
  readonly onOpen: (versionId: CourseVersionId) => void;
  readonly onRename: (versionId: CourseVersionId) => void;
  readonly onDelete: (version: Version) => void;
}

function VersionList({ versions, open, onOpen, onRename, onDelete }: VersionListProps) {
  const { t } = useTranslation();
  return (
    <ul
      aria-label={t('versions.list')}
      className="flex w-72 shrink-0 flex-col gap-0.5 overflow-y-auto border-e border-line p-2 max-[720px]:max-h-1/3 max-[720px]:w-auto max-[720px]:border-e-0 max-[720px]:border-b"
    >
      {versions.map((version) => (
        <VersionRow
          key={version.versionId}
          version={version}
          isOpen={version.versionId === open}
          onOpen={() => onOpen(version.versionId)}
          onRename={() => onRename(version.versionId)}
          onDelete={() => onDelete(version)}
        />
      ))}
    </ul>
  );
}
