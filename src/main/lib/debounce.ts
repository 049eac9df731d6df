/** Runs `work` once, `ms` after the first of several calls; `stop` drops what is due. */
export function createDebounce(work: () => void, ms: number) {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const stop = (): void => {
    if (timer) clearTimeout(timer);
    timer = null;
  };
  return {
    stop,
    poke(): void {
      timer ??= setTimeout(() => {
        timer = null;
        work();
      }, ms);
    },
  };
}
