import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { VersionId } from '../../../../shared/domain/ids.ts';
import { cx } from '../../../components/cx.ts';
import { FailureNote } from '../../../components/failure-note.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useCourseParts, type CandidateFrame } from '../course-parts.ts';

interface ThumbnailFramesProps {
  readonly versionId: VersionId;
  readonly onPick: (jpeg: CandidateFrame['jpeg']) => void;
}

/** Frames of a video to choose one of. They stay, so that another one can be tried. */
export function ThumbnailFrames({ versionId, onPick }: ThumbnailFramesProps) {
  const { t } = useTranslation();
  const { duration } = useFormats();
  const { takeFrames } = useCourseParts();
  const [pickedMs, setPickedMs] = useState<number | null>(null);
  const { data: frames, error } = useQuery({
    queryKey: ['frames', versionId],
    queryFn: ({ signal }) => takeFrames(versionId, signal),
    // Large, and quickly made again.
    gcTime: 0,
  });
  const pick = ({ atMs, jpeg }: CandidateFrame) => {
    setPickedMs(atMs);
    onPick(jpeg);
  };
  if (error) return <FailureNote error={error} />;
  if (!frames || frames.length === 0) {
    const words = frames ? t('thumbnail.noFrames') : t('thumbnail.taking');
    return (
      <p role="status" className="mt-2 text-12 text-ink-muted">
        {words}
      </p>
    );
  }
  return (
    <ul aria-label={t('thumbnail.frames')} className="mt-2 grid grid-cols-3 gap-2">
      {frames.map((frame) => (
        <li key={frame.atMs}>
          <button
            type="button"
            aria-label={t('thumbnail.frame', { time: duration(frame.atMs) })}
            aria-pressed={frame.atMs === pickedMs}
            onClick={() => pick(frame)}
            className={cx('block w-full rounded-md outline-offset-2', frame.atMs === pickedMs && 'ring-2 ring-accent')}
          >
            <img src={frame.url} alt="" draggable={false} className="aspect-video w-full rounded-md object-cover" />
          </button>
        </li>
      ))}
    </ul>
  );
}
