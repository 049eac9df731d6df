import { useCallback, useState, type KeyboardEvent } from 'react';
import type { LessonDetail, LessonMedia } from '../../../../shared/domain/course.ts';
import type { VersionId } from '../../../../shared/domain/ids.ts';
import { Picture } from '../../../components/picture.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useRested } from '../../../hooks/use-rested.ts';
import { usePosterUrl } from '../../../hooks/use-poster-url.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { mediaUrl } from '../../../lib/media-url.ts';
import { formatNames, playerCommandOf, playerFaultOf, type PlayerFault } from '../player-model.ts';
import { usePlayer } from '../player-handle.ts';
import { runPlayerCommand } from './player-commands.ts';
import { PlayerFaultNote } from './player-fault-note.tsx';

interface PlayerProps {
  readonly title: string;
  readonly media: LessonMedia | null;
  /** The picture that was chosen for the lesson. */
  readonly thumbnailId: VersionId | null;
  /** Comes a moment after the rest: captions, codec, and whether the file is on this disk. */
  readonly detail: LessonDetail | undefined;
}

/** Plays a lesson's video, from this disk or from storage alike; says in words why when it cannot. */
export function Player({ media, ...props }: PlayerProps) {
  if (!media) return <PlayerFaultNote fault={{ kind: 'none' }} />;
  if (media.whereabouts === 'missing') return <PlayerFaultNote fault={{ kind: 'missing' }} />;
  return <RestedVideo key={media.versionId} media={media} {...props} />;
}

function RestedVideo(props: VideoProps) {
  const poster = useStillUrl(props);
  return useRested() ? <Video {...props} /> : <Picture url={poster} className="w-full bg-video" />;
}

interface VideoProps extends PlayerProps {
  readonly media: LessonMedia;
}

function Video({ title, media, thumbnailId, detail }: VideoProps) {
  const { t } = useTranslation();
  const poster = useStillUrl({ media, thumbnailId });
  const [fault, setFault] = useState<PlayerFault | null>(null);
  const [isAttended, attention] = useAttention();
  const player = usePlayer();
  const attach = useCallback((video: HTMLVideoElement) => player?.attach(video), [player]);
  const [first, ...others] = useTracks(detail?.captions ?? []);
  const source = `/media/${media.versionId}`;
  const isLocal = (detail?.media?.localPath ?? null) !== null;
  const isStored = media.whereabouts !== 'local';
  const onError = async (video: HTMLVideoElement) => {
    const code = video.error?.code ?? 0;
    const format = formatNames([detail?.media?.container, detail?.media?.videoCodec]);
    const isReachable = await answers(source);
    setFault(playerFaultOf({ code, atMs: video.currentTime * 1_000, isReachable, isLocal: !isStored, format }));
  };
  if (fault) return <PlayerFaultNote fault={fault} onRetry={() => setFault(null)} />;
  return (
    <video
      controls={isAttended}
      // Without controls a video is no stop for Tab by itself.
      tabIndex={0}
      {...attention}
      data-player
      // What is only in storage is not fetched before somebody wants to see it.
      preload={isStored && !isLocal ? 'none' : 'metadata'}
      src={source}
      poster={poster ?? undefined}
      ref={attach}
      aria-label={t('coursePage.inspect.video', { title })}
      title={t('coursePage.player.keys')}
      onError={(event) => void onError(event.currentTarget)}
      onKeyDown={onKeyDown}
      className="block aspect-video w-full rounded-md bg-video"
    >
      <track kind="captions" {...(first ?? noTrack)} />
      {others.map((track) => (
        <track key={track.src} kind="captions" {...track} />
      ))}
    </video>
  );
}

/** What shows until it plays. */
function useStillUrl({ media, thumbnailId }: Pick<VideoProps, 'media' | 'thumbnailId'>): string | null {
  const poster = usePosterUrl(media.versionId);
  return thumbnailId ? mediaUrl(thumbnailId) : poster;
}

/** Whether pointer or keyboard are at an element: the browser's controls would lie over half of a picture at rest. */
function useAttention() {
  const [isHovered, setHovered] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const listeners = {
    onPointerEnter: () => setHovered(true),
    onPointerLeave: () => setHovered(false),
    onFocus: () => setFocused(true),
    onBlur: () => setFocused(false),
  };
  return [isHovered || isFocused, listeners] as const;
}

/** Stands in where there are no captions: a track of this kind is in no menu. */
const noTrack = { kind: 'metadata' } as const;

function useTracks(captions: LessonDetail['captions']) {
  const { t } = useTranslation();
  const { language } = useFormats();
  return captions.map((caption) => {
    const name = language(caption.language);
    const src = `/captions/${caption.versionId}`;
    return { src, label: name ?? t('coursePage.noLanguage'), ...(name !== null && { srcLang: caption.language }) };
  });
}

function onKeyDown(event: KeyboardEvent<HTMLVideoElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const video = event.currentTarget;
  const command = playerCommandOf(event.key, getComputedStyle(video).direction === 'rtl');
  if (!command) return;
  event.preventDefault();
  runPlayerCommand(video, command);
}

/**
 * Whether there are bytes to be had at that address: the element itself does not tell a 404 from a strange codec. One
 * byte is asked for, since only that goes as far as storage.
 */
async function answers(source: string): Promise<boolean> {
  try {
    return (await fetch(source, { headers: { range: 'bytes=0-0' } })).ok;
  } catch {
    return false;
  }
}
