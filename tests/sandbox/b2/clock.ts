/** The server's time: real time plus an offset that tests move. */
export interface SandboxClock {
  nowMs: () => number;
  /** Moves time on; lifecycle rules are applied at once. */
  advance: (ms: number) => void;
  /** Jumps to a time; lifecycle rules are applied at once. */
  set: (atMs: number) => void;
  /** Makes the `Date` header differ from the server's own time by `ms`, as seen by a client whose clock is wrong. */
  skewDateHeader: (ms: number) => void;
  dateHeader: () => string;
}

/** A clock that runs `onMove` after each jump. */
export function createClock(onMove: () => void): SandboxClock {
  let offsetMs = 0;
  let skewMs = 0;
  const nowMs = (): number => Date.now() + offsetMs;
  const jump = (ms: number): void => {
    offsetMs += ms;
    onMove();
  };
  return {
    nowMs,
    advance: jump,
    set: (atMs) => jump(atMs - nowMs()),
    skewDateHeader: (ms) => {
      skewMs = ms;
    },
    dateHeader: () => new Date(nowMs() + skewMs).toUTCString(),
  };
}
