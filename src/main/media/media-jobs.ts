import { setTimeout as delay } from 'node:timers/promises';
import { convertCaption, MAX_CAPTION_BYTES, type ConvertedCaption } from './caption-convert.ts';
import { repairCaption } from './caption-repair.ts';
import { extensionOf } from './file-kinds.ts';
import { fingerprint, type Fingerprint } from './fingerprint.ts';
import { scanFolders } from './folder-scan.ts';
import { probeFile } from './probe.ts';
import type { FileDetail } from './probe-result.ts';
import { closeQuietly, openRegularFile, readFully, type FileIdentity } from './regular-file.ts';
import type { ScannedFile, ScanResult } from './scan-result.ts';

/** The work that the media thread does: what each job takes and gives. */
export interface Jobs {
  readonly scan: { readonly input: { readonly paths: readonly string[] }; readonly output: ScanResult };
  readonly inspect: { readonly input: Pick<ScannedFile, 'path' | 'kind'>; readonly output: FileDetail };
  readonly hash: {
    readonly input: { readonly path: string; readonly expected: FileIdentity | null; readonly isBackground: boolean };
    readonly output: Fingerprint;
  };
}
export type JobName = keyof Jobs;
interface JobContext {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}
export type JobRunner = <N extends JobName>(
  name: N,
  input: Jobs[N]['input'],
  context: JobContext,
) => Promise<Jobs[N]['output']>;

/** Runs jobs. Background hashing rests while anything else is under way. Rejects when its signal aborts. */
export function createJobRunner(): JobRunner {
  let urgent = 0;
  let resting: (() => void)[] = [];

  const whenCalm = (): Promise<void> =>
    urgent === 0 ? Promise.resolve() : new Promise((resolve) => void resting.push(resolve));

  async function urgently<T>(work: () => Promise<T>): Promise<T> {
    urgent += 1;
    try {
      return await work();
    } finally {
      urgent -= 1;
      if (urgent === 0) {
        for (const resume of resting) resume();
        resting = [];
      }
    }
  }

  const jobs: { [N in JobName]: (input: Jobs[N]['input'], context: JobContext) => Promise<Jobs[N]['output']> } = {
    scan: ({ paths }, { signal }) =>
      urgently(() => scanFolders(paths, { signal, nowMs: Date.now, pause: (ms) => delay(ms, undefined, { signal }) })),
    inspect: (file, { signal }) => urgently(() => inspect(file, signal)),
    hash: ({ path, expected, isBackground }, { signal, onProgress }) => {
      const hash = () =>
        fingerprint(path, {
          signal,
          onProgress,
          expected: expected ?? undefined,
          breathe: isBackground ? whenCalm : undefined,
        });
      return isBackground ? hash() : urgently(hash);
    },
  };
  return (name, input, context) => jobs[name](input, context);
}

async function inspect({ path, kind }: Jobs['inspect']['input'], signal: AbortSignal): Promise<FileDetail> {
  if (kind !== 'caption') return { kind: 'media', probe: await probeFile(path, { signal }) };
  const { cues, faults } = await inspectCaption(path);
  return { kind: 'caption', cues, faults };
}

async function inspectCaption(path: string): Promise<Pick<ConvertedCaption, 'cues' | 'faults'>> {
  const opened = await openRegularFile(path);
  if (!opened.ok) return unreadable;
  try {
    // One byte more than a caption may have, so that a longer file is seen to be longer
    const buffer = new Uint8Array(Math.min(opened.identity.bytes, MAX_CAPTION_BYTES + 1));
    const bytes = buffer.subarray(0, await readFully(opened.handle, buffer, 0));
    const format = extensionOf(path) === 'vtt' ? 'vtt' : 'srt';
    const { cues } = await convertCaption(bytes, format);
    // The faults that the inspector will tell of it, and mend
    const { repairs } = await repairCaption(bytes, format);
    return { cues, faults: repairs.map(({ code, line }) => ({ code, line })) };
  } catch {
    // The drive failed in the middle: nothing more can be said about the caption
    return unreadable;
  } finally {
    await closeQuietly(opened.handle);
  }
}

const unreadable = { cues: 0, faults: [{ code: 'UNREADABLE' as const, line: 0 }] };
