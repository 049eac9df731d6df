import { useMutation, useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useRef } from 'react';
import type { ChapterId, CourseId } from '../../../../shared/domain/ids.ts';
import { FailureNote } from '../../../components/failure-note.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { InspectorSection } from '../components/inspector-section.tsx';
import { removeChapterFiles } from '../mutations/resource.ts';
import { chapterFilesQuery } from '../queries.ts';
import { OpenButton, Standing } from './file-row.tsx';

interface ChapterFilesProps {
  readonly courseId: CourseId;
  readonly chapterId: ChapterId;
}

/** Files that came with a chapter and have no lesson's name: opened and removed; a lesson takes them *From this course*. */
export function ChapterFiles({ courseId, chapterId }: ChapterFilesProps) {
  const { t } = useTranslation();
  const { data: files = [], error } = useQuery(chapterFilesQuery(courseId, chapterId));
  const remove = useMutation(removeChapterFiles);
  const list = useRef<HTMLUListElement>(null);
  if (files.length === 0 && !error) return null;
  return (
    <InspectorSection title={t('lessonFiles.section')}>
      <ul ref={list} tabIndex={-1} aria-label={t('lessonFiles.section')}>
        {files.map((file) => (
          <li key={file.mediaId} className="flex flex-col gap-0.5 py-1">
            <div className="flex items-center gap-1">
              <OpenButton file={file} />
              <IconButton
                size="compact"
                icon={X}
                label={t('lessonFiles.remove', { name: file.fileName })}
                onClick={() => {
                  // Its own button goes with it.
                  list.current?.focus();
                  remove.mutate({ chapterId, mediaIds: [file.mediaId] });
                }}
              />
            </div>
            <Standing file={file} />
          </li>
        ))}
      </ul>
      <FailureNote error={error ?? remove.error} />
    </InspectorSection>
  );
}
