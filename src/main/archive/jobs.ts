import { type ExportAnswer, type ExportInput, exportArchive } from './export-archive.ts';
import { type ExtractAnswer, type ExtractInput, extractMedia, type JobContext } from './extract.ts';
import { type ReadAnswer, readArchive } from './read-archive.ts';

/** The work that a thread of its own does: what each job takes and answers. */
export interface ArchiveJobs {
  readonly export: { readonly input: ExportInput; readonly answer: ExportAnswer };
  readonly read: { readonly input: { readonly path: string }; readonly answer: ReadAnswer };
  readonly extract: { readonly input: ExtractInput; readonly answer: ExtractAnswer };
}
export type ArchiveJob = {
  [N in keyof ArchiveJobs]: { readonly name: N; readonly input: ArchiveJobs[N]['input'] };
}[keyof ArchiveJobs];
export type AnswerOf<N extends keyof ArchiveJobs> = ArchiveJobs[N]['answer'];

/** From the thread: any number of `progress`, then one `done`. To it: `cancel`, or nothing. */
export type FromArchiveWorker =
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  | { readonly type: 'done'; readonly answer: AnswerOf<keyof ArchiveJobs> };

export function runJob(job: ArchiveJob, context: JobContext): Promise<AnswerOf<keyof ArchiveJobs>> {
  if (job.name === 'export') return exportArchive(job.input, context);
  return job.name === 'read' ? readArchive(job.input.path) : extractMedia(job.input, context);
}
