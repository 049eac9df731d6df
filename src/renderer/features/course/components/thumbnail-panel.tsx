import { useMutation } from '@tanstack/react-query';
import { useRef, useState, type ChangeEvent } from 'react';
import { toast } from 'sonner';
import type { OutlineLesson } from '../../../../shared/domain/course.ts';
import { Button } from '../../../components/button.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Picture } from '../../../components/picture.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { mediaUrl } from '../../../lib/media-url.ts';
import { useCourseParts } from '../course-parts.ts';
import { setThumbnail } from '../mutations/media.ts';
import { InspectorSection } from './inspector-section.tsx';
import { ThumbnailFrames } from './thumbnail-frames.tsx';

type Jpeg = Uint8Array<ArrayBuffer>;

/** The picture that stands for a lesson, or for several: a frame of its video, or a file; and its removal. */
export function ThumbnailPanel({ lessons }: { readonly lessons: readonly OutlineLesson[] }) {
  const { t } = useTranslation();
  const { readPicture } = useCourseParts();
  const choose = useMutation(setThumbnail);
  const [isUnreadable, setUnreadable] = useState(false);
  const [isLooking, setLooking] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const fromFile = useRef<HTMLButtonElement>(null);
  const shown = new Set(lessons.map(({ thumbnailId }) => thumbnailId));
  const [common = null] = shown.size === 1 ? shown : [];
  const video = lessons.length === 1 && lessons[0]?.kind === 'video' ? lessons[0].media : null;

  const apply = (jpeg: Jpeg | null) => {
    setUnreadable(false);
    const count = lessons.length;
    const onSuccess = () => toast(jpeg ? t('thumbnail.set', { count }) : t('thumbnail.removed', { count }));
    choose.mutate({ lessonIds: lessons.map(({ lessonId }) => lessonId), jpeg }, { onSuccess });
  };
  const onFile = async ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const [picked] = currentTarget.files ?? [];
    if (!picked) return;
    const jpeg = await readPicture(picked);
    // So that the same file can be chosen again.
    currentTarget.value = '';
    if (jpeg) apply(jpeg);
    else setUnreadable(true);
  };
  const remove = () => {
    // Its own button goes with the picture.
    fromFile.current?.focus();
    apply(null);
  };

  return (
    <InspectorSection title={t('thumbnail.section')}>
      <div className="flex items-start gap-3">
        <Picture url={common && mediaUrl(common)} className="w-28 shrink-0" />
        <div className="flex min-w-0 flex-wrap gap-2">
          {video && video.whereabouts !== 'missing' ? (
            <Button size="compact" aria-expanded={isLooking} onClick={() => setLooking(!isLooking)}>
              {t('thumbnail.fromVideo')}
            </Button>
          ) : null}
          <Button size="compact" ref={fromFile} onClick={() => file.current?.click()}>
            {t('thumbnail.chooseFile')}
          </Button>
          {shown.size > 1 || common ? (
            <Button size="compact" onClick={remove}>
              {t('thumbnail.remove')}
            </Button>
          ) : null}
          <input ref={file} type="file" accept="image/*" hidden onChange={(event) => void onFile(event)} />
        </div>
      </div>
      {isLooking && video ? <ThumbnailFrames versionId={video.versionId} onPick={apply} /> : null}
      {isUnreadable ? (
        <p role="alert" className="mt-2 text-12 text-danger">
          {t('thumbnail.unreadable')}
        </p>
      ) : null}
      <FailureNote error={choose.error} />
    </InspectorSection>
  );
}
