const everyMs = 25;
const lateMs = 100;

/** Calls `onLag` whenever the event loop of this thread was held up for longer than a tenth of a second. */
export function watchLag(onLag: () => void): { stop(): void } {
  let beforeMs = performance.now();
  const timer = setInterval(() => {
    const nowMs = performance.now();
    if (nowMs - beforeMs - everyMs > lateMs) onLag();
    beforeMs = nowMs;
  }, everyMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
