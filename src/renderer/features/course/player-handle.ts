import { createContext, use } from 'react';

/** The video of a lesson that is on screen, for what stands beside it: its chapters, its captions. */
export interface PlayerHandle {
  /** Takes the element; answers how to let it go. */
  attach(video: HTMLVideoElement): () => void;
  video(): HTMLVideoElement | null;
  /** Where it is, in ms; 0 while there is none. */
  atMs(): number;
  /** Shows that moment, and plays on if it played. One that is asked for before there is a video is shown by the next. */
  seek(atMs: number): void;
  /** Called as it plays and when somebody goes elsewhere in it; answers how to stop that. */
  follow(listener: (atMs: number) => void): () => void;
}

export function createPlayerHandle(): PlayerHandle {
  let held: HTMLVideoElement | null = null;
  let wantedMs: number | null = null;
  const listeners = new Set<(atMs: number) => void>();
  const atMs = (): number => Math.round((held?.currentTime ?? 0) * 1_000);
  const tell = (): void => {
    for (const listener of listeners) listener(atMs());
  };
  const told = ['timeupdate', 'seeking', 'loadedmetadata'] as const;
  const seek = (toMs: number): void => {
    wantedMs = held ? null : toMs;
    // Without metadata there is nowhere to go: the element keeps the moment for when it has some.
    if (held) held.currentTime = toMs / 1_000;
  };
  return {
    attach(video) {
      held = video;
      if (wantedMs !== null) seek(wantedMs);
      for (const name of told) video.addEventListener(name, tell);
      tell();
      return () => {
        for (const name of told) video.removeEventListener(name, tell);
        if (held === video) held = null;
      };
    },
    video: () => held,
    atMs,
    seek,
    follow(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

export const PlayerContext = createContext<PlayerHandle | null>(null);
/** Below the video: where what belongs to its time is drawn. */
export const PlayerSlotContext = createContext<HTMLElement | null>(null);

/** Null where no player is near. */
export const usePlayer = (): PlayerHandle | null => use(PlayerContext);
