import { useState, type KeyboardEvent } from 'react';
import type { LessonDetail, LessonMedia } from '../../../../shared/domain/course.ts';
import { useFormats } from '../../../hooks/studio-context.ts';
import { usePosterUrl } from '../../../hooks/use-poster-url.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { formatNames, playerCommandOf, playerFaultOf, type PlayerFault } from '../player-model.ts';
import { runPlayerCommand } from './player-commands.ts';
import { PlayerFaultNote } from './player-fault-note.tsx';

interface PlayerProps {
  readonly title: string;
  readonly media: LessonMedia | null;
  /** Comes a moment after the rest: captions, codec, and whether the file is on this disk. */
  readonly detail: LessonDetail | undefined;
}

/** Plays a lesson's video, from this disk or from storage alike; says in words why when it cannot. */
export function Player({ title, media, detail }: PlayerProps) {
  if (!media) return <PlayerFaultNote fault={{ kind: 'none' }} />;
  if (media.whereabouts === 'missing') return <PlayerFaultNote fault={{ kind: 'missing' }} />;
  return <Video key={media.versionId} title={title} media={media} detail={detail} />;
}

interface VideoProps extends PlayerProps {
  readonly media: LessonMedia;
}

function Video({ title, media, detail }: VideoProps) {
  const { t } = useTranslation();
  const poster = usePosterUrl(media.versionId);
  const [fault, setFault] = useState<PlayerFault | null>(null);
  const source = `/media/${media.versionId}`;
  const isLocal = (detail?.media?.localPath ?? null) !== null;
  const onError = async (video: HTMLVideoElement) => {
    const code = video.error?.code ?? 0;
    const format = formatNames([detail?.media?.container, detail?.media?.videoCodec]);
    const isReachable = await answers(source);
    setFault(playerFaultOf({ code, atMs: video.currentTime * 1_000, isReachable, isLocal, format }));
  };
  if (fault) return <PlayerFaultNote fault={fault} onRetry={() => setFault(null)} />;
  return (
    <video
      controls
      data-player
      // What is only in storage is not fetched before somebody wants to see it.
      preload={isLocal ? 'metadata' : 'none'}
      src={source}
      poster={poster ?? undefined}
      aria-label={t('coursePage.inspect.video', { title })}
      title={t('coursePage.player.keys')}
      onError={(event) => void onError(event.currentTarget)}
      onKeyDown={onKeyDown}
      className="block aspect-video w-full rounded-md bg-black"
    >
      {detail?.captions.map((caption) => (
        <CaptionTrack key={caption.versionId} versionId={caption.versionId} language={caption.language} />
      ))}
    </video>
  );
}

function CaptionTrack({ versionId, language }: { readonly versionId: string; readonly language: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const name = formats.language(language);
  return (
    <track
      kind="captions"
      src={`/captions/${versionId}`}
      srcLang={name === null ? undefined : language}
      label={name ?? t('coursePage.noLanguage')}
    />
  );
}

function onKeyDown(event: KeyboardEvent<HTMLVideoElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const video = event.currentTarget;
  const command = playerCommandOf(event.key, getComputedStyle(video).direction === 'rtl');
  if (!command) return;
  event.preventDefault();
  runPlayerCommand(video, command);
}

/** Whether there is a video at all at that address: the element itself does not tell a 404 from a strange codec. */
async function answers(source: string): Promise<boolean> {
  try {
    return (await fetch(source, { method: 'HEAD' })).ok;
  } catch {
    return false;
  }
}
