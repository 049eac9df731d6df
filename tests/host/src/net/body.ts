/** The beginning of a response's body, and whether that is all of it. */
export interface BodyPart {
  body: Buffer;
  isComplete: boolean;
}

/** How much of a body is read at most before it is sent. */
export interface PartLimits {
  maxBytes: number;
  /** A source that pauses this long is cut there, so that a slow one starts to play soon. */
  patienceMs: number;
}

/** A long range is answered with its first part; the media element asks for the rest. */
export const RANGE_LIMITS: PartLimits = { maxBytes: 2 * 1024 * 1024, patienceMs: 100 };
/** CDP answers with whole bodies only, so one without a range is held in memory until it is there. */
export const WHOLE_LIMITS: PartLimits = { maxBytes: 512 * 1024 * 1024, patienceMs: Infinity };

type Reader = ReadableStreamDefaultReader<Uint8Array>;

async function readOrPause(reading: Promise<unknown>, patienceMs: number): Promise<'read' | 'pause'> {
  if (!Number.isFinite(patienceMs)) return reading.then(() => 'read' as const);
  const paused = Promise.withResolvers<'pause'>();
  const timer = setTimeout(() => paused.resolve('pause'), patienceMs);
  try {
    return await Promise.race([reading.then(() => 'read' as const), paused.promise]);
  } finally {
    clearTimeout(timer);
  }
}

async function readSome(reader: Reader, { maxBytes, patienceMs }: PartLimits): Promise<BodyPart> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  while (bytes < maxBytes) {
    const reading = reader.read();
    // The first chunk is always waited for: an empty part would tell the media element nothing.
    if ((await readOrPause(reading, bytes > 0 ? patienceMs : Infinity)) === 'pause') {
      reading.catch(() => {}); // cancelled below
      return { body: Buffer.concat(chunks, bytes), isComplete: false };
    }
    const { done, value } = await reading;
    if (done) return { body: Buffer.concat(chunks, bytes), isComplete: true };
    chunks.push(value);
    bytes += value.byteLength;
  }
  return { body: Buffer.concat(chunks, bytes).subarray(0, maxBytes), isComplete: false };
}

/**
 * Reads a body up to its limits and cancels the rest. When the signal fires, the body is cancelled at once and the
 * promise rejects with the signal's reason, as it does with whatever the body's source fails with.
 */
export async function readPart(response: Response, limits: PartLimits, signal: AbortSignal): Promise<BodyPart> {
  if (!response.body) return { body: Buffer.alloc(0), isComplete: true };
  const reader = response.body.getReader();
  const cancel = () => reader.cancel(signal.reason).catch(() => {}); // a source that failed cannot be cancelled
  const aborted = Promise.withResolvers<never>();
  const onAbort = () => {
    void cancel();
    aborted.reject(signal.reason as Error);
  };
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  aborted.promise.catch(() => {});
  const part = await Promise.race([aborted.promise, readSome(reader, limits)]);
  signal.removeEventListener('abort', onAbort);
  if (!part.isComplete) void cancel();
  return part;
}

/** The headers of a 206 whose body was cut: `content-range` says what is really sent. */
export function fitRange(headers: Headers, sentBytes: number): void {
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '') ?? [];
  if (start !== undefined) headers.set('content-range', `bytes ${start}-${Number(start) + sentBytes - 1}/${total}`);
  headers.set('content-length', String(sentBytes));
}
