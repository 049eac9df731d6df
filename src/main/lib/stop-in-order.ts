export interface Stop {
  /** For the log. */
  readonly name: string;
  readonly stop: () => void | Promise<void>;
}
export interface StopDeps {
  /** How long one may take before the next has its turn: everything durable is durable already. */
  readonly deadlineMs: number;
  readonly report: (where: string, error: unknown) => void;
}

async function within(deadlineMs: number, work: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`still busy after ${deadlineMs} ms`)), deadlineMs);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Stops one after the other. One that throws or hangs is reported and does not keep the others from being stopped. */
export async function stopInOrder(stops: readonly Stop[], { deadlineMs, report }: StopDeps): Promise<void> {
  for (const { name, stop } of stops) {
    try {
      await within(deadlineMs, Promise.resolve(stop()));
    } catch (error) {
      report(`stopping ${name}`, error);
    }
  }
}
