import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Ellipsis } from 'lucide-react';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { UploadSnapshot } from '../../../../shared/domain/upload.ts';
import type { UploadRow } from '../../../../shared/ipc/contract/upload.ts';
import { IconButton } from '../../../components/icon-button.tsx';
import { ContextMenu, Menu } from '../../../components/menu.tsx';
import { TruncateMiddle } from '../../../components/truncate-middle.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { liveUploadQuery } from '../queries.ts';
import { verbsOf } from '../state.ts';
import { useIsLeaving } from '../uploads-ui-store.ts';
import type { UploadVerbs } from '../use-upload-verbs.ts';
import { QueueRowState } from './queue-row-state.tsx';
import { verbIcons, verbItems } from './verb-items.ts';

interface QueueRowProps {
  readonly row: UploadRow;
  readonly top: number;
  readonly position: number;
  readonly setSize: number;
  readonly run: UploadVerbs['run'];
}

/** One upload of the queue. Its progress is that of its own version; other rows are not drawn again for it. */
export function QueueRow({ row, top, position, setSize, run }: QueueRowProps) {
  const { t } = useTranslation();
  const { data } = useQuery(liveUploadQuery(row.snapshot.versionId));
  const live = data?.uploadId === row.snapshot.uploadId ? data : row.snapshot;
  const isLeaving = useIsLeaving(live.uploadId);
  const upload: UploadSnapshot = isLeaving ? { ...live, state: 'cancelled', reason: null, retryAtMs: null } : live;
  const items = verbItems(t, run, upload, row.fileName);
  const [first] = verbsOf(upload);
  return (
    <ContextMenu items={items}>
      <li
        aria-posinset={position}
        aria-setsize={setSize}
        style={{ top }}
        className="absolute inset-x-0 flex h-11 items-center gap-4 border-b border-line/60 ps-4 pe-2 hover:bg-hover"
      >
        <Target row={row} />
        <QueueRowState upload={upload} name={row.fileName} run={run} />
        <div className="flex w-16 shrink-0 justify-end">
          {first ? (
            <IconButton
              icon={verbIcons[first]}
              size="compact"
              label={t(`uploads.verb.${first}`)}
              onClick={() => run(first, upload, row.fileName)}
            />
          ) : null}
          <Menu items={items}>
            <IconButton icon={Ellipsis} size="compact" label={t('uploads.verb.more', { name: row.fileName })} />
          </Menu>
        </div>
      </li>
    </ContextMenu>
  );
}

/** The file and what it is for: a click goes there. */
function Target({ row }: { readonly row: UploadRow }) {
  const { t } = useTranslation();
  const { bytes } = useFormats();
  const { courseId, lessonId, lessonTitle, courseTitle } = row;
  const places = [lessonTitle, courseTitle].filter((title) => title !== null);
  return (
    <div className="w-[36%] max-w-120 min-w-0 shrink-0">
      <div className="flex">
        <TruncateMiddle text={row.fileName} className="text-13" />
      </div>
      <div className="numeric flex min-w-0 items-center gap-1.5 text-11 text-ink-muted">
        <span className="shrink-0">{bytes(row.snapshot.bytesTotal)}</span>
        {courseId && places.length > 0 ? (
          <Link
            to="/course/$courseId"
            params={{ courseId }}
            search={lessonId ? { lesson: lessonId } : {}}
            title={t('uploads.verb.goTo')}
            dir="auto"
            className="truncate rounded-sm text-accent-text hover:underline"
          >
            {places.join(' – ')}
          </Link>
        ) : null}
      </div>
    </div>
  );
}
