import { useMutation } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, GripVertical, Pencil, X } from 'lucide-react';
import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import { toast } from 'sonner';
import type { LessonDetail } from '../../../../shared/domain/course.ts';
import { Button } from '../../../components/button.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { Icon } from '../../../components/icon.tsx';
import { TruncateMiddle } from '../../../components/truncate-middle.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useCourseParts } from '../course-parts.ts';
import { locateFile, openFile } from '../mutations/resource.ts';
import { FileName } from './file-name.tsx';

export type LessonFile = LessonDetail['resources'][number];
export type FileVerb = 'up' | 'down' | 'rename' | 'remove';

interface FileRowProps {
  readonly file: LessonFile;
  readonly at: number;
  readonly count: number;
  readonly onMove: (by: -1 | 1, verb: FileVerb) => void;
  readonly onRename: (name: string) => void;
  readonly onRemove: () => void;
  readonly onDrag: (event: PointerEvent) => void;
}

/** One file of a lesson: what it is called and how it stands, its place by buttons, Alt with the arrows, and the handle. */
export function FileRow(props: FileRowProps) {
  const { file, at, count, onMove, onDrag } = props;
  const { t } = useTranslation();
  const [isRenaming, setRenaming] = useState(false);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
    if (!event.altKey || by === null) return;
    event.preventDefault();
    event.stopPropagation();
    const target = at + by;
    const { verb } = event.target instanceof HTMLElement ? event.target.dataset : {};
    if (target >= 0 && target < count) onMove(by, (verb as FileVerb | undefined) ?? 'rename');
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys of the controls that are in it
    <li data-file={file.mediaId} onKeyDown={onKeyDown} className="flex flex-col gap-0.5 py-1">
      {isRenaming ? (
        <FileName
          entityId={file.mediaId}
          name={file.fileName}
          onRename={props.onRename}
          onEnd={() => setRenaming(false)}
        />
      ) : (
        <div className="flex items-center gap-1">
          <span
            aria-hidden
            title={t('lessonFiles.drag', { name: file.fileName })}
            onPointerDown={onDrag}
            className="cursor-grab touch-none text-ink-faint"
          >
            <Icon of={GripVertical} />
          </span>
          <OpenButton file={file} />
          <RowVerbs {...props} onRenaming={() => setRenaming(true)} />
        </div>
      )}
      <Standing file={file} />
    </li>
  );
}

/** Its name; opens it where it is on this computer. */
export function OpenButton({ file: { fileName, versionId, localPath } }: { readonly file: LessonFile }) {
  const { t } = useTranslation();
  const open = useMutation(openFile);
  if (localPath === null) return <TruncateMiddle text={fileName} className="min-w-0 grow text-12" />;
  return (
    <div className="flex min-w-0 grow flex-col">
      <button
        type="button"
        title={t('lessonFiles.openHint')}
        aria-label={t('lessonFiles.open', { name: fileName })}
        onClick={() => open.mutate(versionId)}
        className="flex min-w-0 rounded-sm text-start text-12 text-accent-text hover:underline"
      >
        <TruncateMiddle text={fileName} className="grow" />
      </button>
      <FailureNote error={open.error} />
    </div>
  );
}

function RowVerbs({
  file,
  at,
  count,
  onMove,
  onRemove,
  onRenaming,
}: FileRowProps & { readonly onRenaming: () => void }) {
  const { t } = useTranslation();
  const name = file.fileName;
  const common = { size: 'compact' } as const;
  return (
    <div className="flex shrink-0">
      <IconButton
        {...common}
        data-verb="rename"
        icon={Pencil}
        label={t('lessonFiles.rename', { name })}
        onClick={onRenaming}
      />
      <IconButton
        {...common}
        data-verb="up"
        icon={ArrowUp}
        label={t('lessonFiles.up', { name })}
        aria-disabled={at === 0}
        onClick={() => at > 0 && onMove(-1, 'up')}
      />
      <IconButton
        {...common}
        data-verb="down"
        icon={ArrowDown}
        label={t('lessonFiles.down', { name })}
        aria-disabled={at === count - 1}
        onClick={() => at < count - 1 && onMove(1, 'down')}
      />
      <IconButton
        {...common}
        data-verb="remove"
        icon={X}
        label={t('lessonFiles.remove', { name })}
        onClick={onRemove}
      />
    </div>
  );
}

/** Its size, its upload, and that it is not to be found where it was. */
export function Standing({ file }: { readonly file: LessonFile }) {
  const { t } = useTranslation();
  const { bytes } = useFormats();
  const { LessonState } = useCourseParts();
  const locate = useMutation(locateFile);
  const isMissing = file.localPath === null && file.whereabouts !== 'stored';
  const find = () =>
    locate.mutate(file.versionId, {
      onSuccess: ({ isFound, isCompared }) =>
        void (isFound && toast(t(isCompared ? 'lessonFiles.located' : 'lessonFiles.locatedBySize'))),
    });
  return (
    <>
      <div className="flex items-center gap-3 ps-5 text-12">
        <span className="numeric shrink-0 text-ink-muted">{bytes(file.bytes)}</span>
        <LessonState media={{ ...file, durationMs: null }} />
      </div>
      {isMissing ? (
        <div className="flex flex-wrap items-center gap-2 ps-5 text-12 text-warning">
          {t(file.whereabouts === 'local' ? 'lessonFiles.gone' : 'lessonFiles.elsewhere')}
          <Button size="compact" busy={locate.isPending} onClick={find}>
            {t('lessonFiles.locate')}
          </Button>
        </div>
      ) : null}
      <FailureNote error={locate.error} />
    </>
  );
}
