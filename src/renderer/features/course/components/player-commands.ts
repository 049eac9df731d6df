import type { PlayerCommand } from '../player-model.ts';

/** Does to a video what a key asked for. */
export function runPlayerCommand(video: HTMLVideoElement, command: PlayerCommand): void {
  switch (command.type) {
    case 'toggle':
      // A play that is refused is told by the element's own error event.
      return video.paused ? void video.play().catch(() => undefined) : video.pause();
    case 'skip':
      video.currentTime = Math.min(video.duration || 0, Math.max(0, video.currentTime + command.seconds));
      return;
    case 'mute':
      video.muted = !video.muted;
      return;
    case 'fullscreen':
      return void (document.fullscreenElement ? document.exitFullscreen() : video.requestFullscreen());
    case 'captions':
      return toggleCaptions(video);
    default:
      return command satisfies never;
  }
}

function toggleCaptions({ textTracks }: HTMLVideoElement): void {
  const tracks = [...textTracks];
  const isShown = tracks.some((track) => track.mode === 'showing');
  for (const [index, track] of tracks.entries()) track.mode = !isShown && index === 0 ? 'showing' : 'disabled';
}
