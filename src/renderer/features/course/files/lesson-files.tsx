import { useMutation } from '@tanstack/react-query';
import { FolderOpen, Paperclip } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import type { LessonDetail } from '../../../../shared/domain/course.ts';
import { RESOURCES_MAX } from '../../../../shared/domain/lesson-files.ts';
import { Button } from '../../../components/button.tsx';
import { DropLine } from '../../../components/drag-parts.tsx';
import { DropZone } from '../../../components/drop-zone.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Icon } from '../../../components/icon.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { pathsOf } from '../../../lib/ipc-client.ts';
import { InspectorSection } from '../components/inspector-section.tsx';
import { moveFiles, removeFiles, renameFile } from '../mutations/resource.ts';
import { AttachEndNote } from './attach-end-note.tsx';
import { CourseFilesDialog } from './course-files-dialog.tsx';
import { FileRow, type FileVerb, type LessonFile } from './file-row.tsx';
import { afterIdOf } from './file-order.ts';
import { useAttach } from './use-attach.ts';
import { useRowDrag } from './use-row-drag.ts';

interface LessonFilesProps {
  readonly detail: LessonDetail;
}

/** The files that students download: attached, put in order, named and removed, each act at once and with its undo. */
export function LessonFiles({ detail }: LessonFilesProps) {
  const { t } = useTranslation();
  const { bytes, count } = useFormats();
  const { lessonId, title, resources } = detail;
  const { isBusy, pick, attach } = useAttach();
  const [isChoosing, setChoosing] = useState(false);
  const size = resources.reduce((sum, file) => sum + file.bytes, 0);
  const isFull = resources.length >= RESOURCES_MAX;
  return (
    <InspectorSection title={t('lessonFiles.section')}>
      <DropZone
        words={t('lessonFiles.drop', { title })}
        hint={t('lessonFiles.dropHint')}
        onFiles={(files) => attach(lessonId, { paths: pathsOf(files) })}
        className="flex min-h-24 flex-col gap-2"
      >
        {resources.length === 0 ? (
          <p className="text-12 text-ink-muted">{t('lessonFiles.empty')}</p>
        ) : (
          <>
            <FileList detail={detail} />
            <p className="numeric text-12 text-ink-muted">
              {t('lessonFiles.used', {
                used: count(resources.length),
                limit: count(RESOURCES_MAX),
                size: bytes(size),
              })}
            </p>
          </>
        )}
        <div className="flex flex-wrap gap-2">
          <Button size="compact" disabled={isFull} busy={isBusy} onClick={() => pick(lessonId)}>
            <Icon of={Paperclip} />
            {t('lessonFiles.attach')}
          </Button>
          <Button size="compact" disabled={isFull} onClick={() => setChoosing(true)}>
            <Icon of={FolderOpen} />
            {t('lessonFiles.fromCourse')}
          </Button>
        </div>
        <AttachEndNote lessonId={lessonId} />
      </DropZone>
      {isChoosing ? (
        <CourseFilesDialog
          detail={detail}
          onClose={() => setChoosing(false)}
          onAttach={(mediaIds) => attach(lessonId, { mediaIds })}
        />
      ) : null}
    </InspectorSection>
  );
}

function FileList({ detail: { lessonId, resources } }: LessonFilesProps) {
  const { t } = useTranslation();
  const move = useMutation(moveFiles);
  const rename = useMutation(renameFile);
  const remove = useMutation(removeFiles);
  const [said, setSaid] = useState('');
  const keyboard = useKeptFocus(resources);
  const put = (file: LessonFile | undefined, gap: number) => {
    const afterId = file && afterIdOf(resources, file.mediaId, gap);
    if (!file || afterId === undefined) return;
    move.mutate({ lessonId, mediaIds: [file.mediaId], afterId });
    const from = resources.indexOf(file);
    const n = gap > from ? gap : gap + 1;
    setSaid(t('lessonFiles.moved', { name: file.fileName, n, count: resources.length }));
  };
  const { list, line, start } = useRowDrag((at, gap) => put(resources[at], gap));
  return (
    <>
      <div className="relative">
        <ul ref={list} tabIndex={-1} aria-label={t('lessonFiles.section')} className="relative">
          {resources.map((file, at) => (
            <FileRow
              key={file.mediaId}
              file={file}
              at={at}
              count={resources.length}
              onMove={(by, verb) => {
                keyboard.keep(file, verb);
                put(file, by < 0 ? at - 1 : at + 2);
              }}
              onRename={(name) => rename.mutate({ lessonId, mediaId: file.mediaId, name, over: file.fileName })}
              onRemove={() => {
                // Its own button goes with it.
                list.current?.focus();
                remove.mutate({ lessonId, mediaIds: [file.mediaId] });
              }}
              onDrag={(event) => start(event, at)}
            />
          ))}
        </ul>
        <DropLine ref={line} />
      </div>
      <FailureNote error={move.error ?? rename.error ?? remove.error} />
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  );
}

/** A control that has the keyboard loses it when its row is put elsewhere in the page: it gets it back. */
function useKeptFocus(files: readonly LessonFile[]) {
  const wanted = useRef<{ readonly mediaId: string; readonly verb: FileVerb } | null>(null);
  useLayoutEffect(() => {
    if (!wanted.current) return;
    const { mediaId, verb } = wanted.current;
    wanted.current = null;
    document.querySelector<HTMLElement>(`[data-file="${mediaId}"] [data-verb="${verb}"]`)?.focus();
  }, [files]);
  return {
    keep({ mediaId }: LessonFile, verb: FileVerb): void {
      wanted.current = { mediaId, verb };
    },
  };
}
