import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Ellipsis } from 'lucide-react';
import type { UploadSnapshot } from '../../../../shared/domain/upload.ts';
import type { UploadRow } from '../../../../shared/ipc/contract/upload.ts';
import { IconButton } from '../../../components/icon-button.tsx';
import { Menu, type MenuEntries } from '../../../components/menu.tsx';
import { TruncateMiddle } from '../../../components/truncate-middle.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { liveUploadQuery } from '../queries.ts';
import { verbsOf } from '../state.ts';
import { useIsLeaving } from '../uploads-ui-store.ts';
import { namedUpload, type UploadVerbs } from '../use-upload-verbs.ts';
import { QueueRowState } from './queue-row-state.tsx';
import { verbIcons } from './verb-items.ts';

/** How the upload of a row stands now. Its progress is that of its own version; other rows are not drawn again for it. */
export function useLiveUpload({ snapshot }: UploadRow): UploadSnapshot {
  const { data } = useQuery(liveUploadQuery(snapshot.versionId));
  const live = data?.uploadId === snapshot.uploadId ? data : snapshot;
  const isLeaving = useIsLeaving(live.uploadId);
  return isLeaving ? { ...live, state: 'cancelled', reason: null, retryAtMs: null } : live;
}

interface QueueCellsProps {
  readonly row: UploadRow;
  readonly upload: UploadSnapshot;
  readonly items: MenuEntries;
  readonly run: UploadVerbs['run'];
  /** Where the row is one of a grid: its cells are cells, and only the row with the keyboard lets Tab into them. */
  readonly grid?: { readonly tabIndex: 0 | -1 } | undefined;
}

/** What a row of the queue says, and its verbs; in the dock and on the page of the queue. */
export function QueueCells({ row, upload, items, run, grid }: QueueCellsProps) {
  const { t } = useTranslation();
  const [first] = row.storedFault?.canSendAgain ? (['sendAgain'] as const) : verbsOf(upload);
  const cell = grid ? { role: 'gridcell' } : {};
  return (
    <>
      <div {...cell} className="w-[36%] max-w-120 min-w-0 shrink-0 compact:flex compact:items-center compact:gap-2">
        <Target row={row} grid={grid} />
      </div>
      <div {...cell} className="flex min-w-0 grow items-center gap-4">
        <QueueRowState row={row} upload={upload} run={run} />
      </div>
      <div {...cell} className="flex w-16 shrink-0 justify-end">
        {first ? (
          <IconButton
            icon={verbIcons[first]}
            size="compact"
            label={t(`uploads.verb.${first}`)}
            tabIndex={grid?.tabIndex}
            onClick={() => run(first, [namedUpload(row, upload)])}
          />
        ) : null}
        <Menu items={items}>
          <IconButton
            icon={Ellipsis}
            size="compact"
            tabIndex={grid?.tabIndex}
            label={t('uploads.verb.more', { name: row.fileName })}
          />
        </Menu>
      </div>
    </>
  );
}

/** The file and what it is for: a click goes there. */
function Target({ row, grid }: Pick<QueueCellsProps, 'row' | 'grid'>) {
  const { t } = useTranslation();
  const { bytes } = useFormats();
  const { courseId, lessonId, lessonTitle, courseTitle } = row;
  const places = [lessonTitle, courseTitle].filter((title) => title !== null);
  return (
    <>
      <div className="flex max-w-fit compact:min-w-0 compact:grow" data-title>
        <TruncateMiddle text={row.fileName} className="text-13" />
      </div>
      {/* In one line with the name, it gives way first. */}
      <div className="numeric flex min-w-0 items-center gap-1.5 text-11 text-ink-muted compact:shrink-[9999]">
        <span className="shrink-0">{bytes(row.snapshot.bytesTotal)}</span>
        {courseId && places.length > 0 ? (
          <Link
            to="/course/$courseId"
            params={{ courseId }}
            search={lessonId ? { lesson: lessonId } : {}}
            title={t('uploads.verb.goTo')}
            dir="auto"
            {...(grid && { tabIndex: grid.tabIndex })}
            className="truncate rounded-sm text-accent-text hover:underline"
          >
            {places.join(' – ')}
          </Link>
        ) : null}
      </div>
    </>
  );
}
