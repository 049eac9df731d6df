import { statfs } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { err, ok, type Result } from '../../shared/ipc/result.ts';
import { mapLimit } from '../media/map-limit.ts';
import { closeQuietly, type FileIdentity, openRegularFile, sameFile } from '../media/regular-file.ts';
import type { ExportAnswer, ExportInput } from './export-archive.ts';
import type { ExtractAnswer } from './extract.ts';
import type { AnswerOf, ArchiveJobs } from './jobs.ts';
import type { HistorySteps, Manifest } from './manifest.ts';
import { damaged } from './refusal.ts';
import type { Temporaries } from './temporaries.ts';
import type { RunArchiveJob } from './worker-client.ts';
import type { OpenError } from './zip-reader.ts';

export interface OpenedArchive {
  readonly archiveId: string;
  readonly path: string;
  readonly fileName: string;
  readonly identity: FileIdentity;
  readonly manifest: Manifest;
  readonly history: HistorySteps | null;
  /** Where its media are to go, as somebody chose it. */
  readonly folder: string | null;
}
export interface ArchiveSessionsDeps {
  readonly run: RunArchiveJob;
  readonly temporaries: Temporaries;
  readonly newId: () => string;
  readonly onProgress: (jobId: string, bytesDone: number, bytesTotal: number) => void;
}
/** Nobody looks at more previews at once; the oldest gives way. */
const MAX_OPEN = 8;
/** Files that are looked at together. */
const MAX_LOOKS = 16;

/** Archives that are looked at, and the jobs that write and unpack them. In memory only; paths never leave main. */
export function createArchiveSessions({ run, temporaries, newId, onProgress }: ArchiveSessionsDeps) {
  const open = new Map<string, OpenedArchive>();
  const jobs = new Map<string, { readonly abort: AbortController; readonly ended: Promise<unknown> }>();

  /** One job per id; null when the thread was lost over it. */
  async function runAs<N extends keyof ArchiveJobs>(jobId: string, name: N, input: ArchiveJobs[N]['input']) {
    if (jobs.has(jobId)) throw new Error('this job is running already');
    const abort = new AbortController();
    const progress = (done: number, total: number): void => onProgress(jobId, done, total);
    const ended: Promise<AnswerOf<N> | null> = run(name, input, { signal: abort.signal, onProgress: progress });
    jobs.set(jobId, { abort, ended });
    const answer = await ended;
    jobs.delete(jobId);
    if (answer === null && abort.signal.aborted) return err('ARCHIVE_CANCELLED', 'cancelled');
    return answer;
  }

  /** With a file name of ours in the folder, which is gone afterwards, whatever happened. */
  async function withTemporary<T>(folder: string, work: (path: string) => Promise<T>): Promise<T> {
    const path = temporaries.add(folder);
    try {
      return await work(path);
    } finally {
      temporaries.done(path);
    }
  }
  function change(archiveId: string, values: Partial<OpenedArchive>): void {
    const archive = open.get(archiveId);
    if (archive) open.set(archiveId, { ...archive, ...values });
  }
  const lost = (): never => {
    throw new Error('the archive thread was lost');
  };

  return {
    get: (archiveId: string): OpenedArchive | null => open.get(archiveId) ?? null,
    close: (archiveId: string): void => void open.delete(archiveId),
    async open(path: string): Promise<Result<{ archiveId: string }, OpenError | 'ARCHIVE_CANCELLED'>> {
      const archiveId = newId();
      // What takes a thread down is no archive of ours
      const answer = (await runAs(archiveId, 'read', { path })) ?? damaged('reader');
      if (!answer.success) return answer;
      open.set(archiveId, { archiveId, path, fileName: basename(path), folder: null, ...answer.data });
      const [oldest] = open.keys();
      if (open.size > MAX_OPEN && oldest) open.delete(oldest);
      return ok({ archiveId });
    },
    setFolder: (archiveId: string, folder: string): void => change(archiveId, { folder }),
    /** How much fits into the chosen folder; null when there is none, or nobody knows. */
    async freeBytes(archiveId: string): Promise<number | null> {
      const folder = open.get(archiveId)?.folder ?? null;
      const stats = folder === null ? null : await statfs(folder).catch(() => null);
      return stats && stats.bavail * stats.bsize;
    },
    /** Takes the named entries out into the chosen folder. */
    async extract(archive: OpenedArchive, names: readonly string[]): Promise<ExtractAnswer> {
      const { archiveId, path, identity, folder } = archive;
      if (folder === null || names.length === 0) return ok([]);
      return withTemporary(folder, async (temporary) => {
        const input = { path, identity, folder, temporaryName: basename(temporary), names };
        return (await runAs(archiveId, 'extract', input)) ?? lost();
      });
    },
    /** Writes an archive; answers the name of its file, too, since whoever asked does not look into paths. */
    async export(jobId: string, input: Omit<ExportInput, 'temporary'>) {
      const answer = await withTemporary(
        dirname(input.target),
        async (temporary): Promise<ExportAnswer> => (await runAs(jobId, 'export', { ...input, temporary })) ?? lost(),
      );
      return answer.success ? ok({ ...answer.data, fileName: basename(input.target) }) : answer;
    },
    /** Those of the files that can be read and are as long as they were; by path, whether nothing else changed either. */
    async listThere(
      files: readonly (FileIdentity & { readonly path: string })[],
    ): Promise<ReadonlyMap<string, boolean>> {
      const found = await mapLimit(files, MAX_LOOKS, async (file) => {
        const opened = await openRegularFile(file.path);
        if (!opened.ok) return null;
        await closeQuietly(opened.handle);
        return opened.identity.bytes === file.bytes ? ([file.path, sameFile(opened.identity, file)] as const) : null;
      });
      return new Map(found.filter((one) => one !== null));
    },
    cancel: (jobId: string): void => jobs.get(jobId)?.abort.abort(),
    sweep: temporaries.sweep,
    async stop(): Promise<void> {
      for (const { abort } of jobs.values()) abort.abort();
      await Promise.all([...jobs.values()].map(({ ended }) => ended));
    },
  };
}
export type ArchiveSessions = ReturnType<typeof createArchiveSessions>;
