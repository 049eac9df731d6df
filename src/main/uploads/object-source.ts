import type { UploadRecord } from '../../shared/domain/upload.ts';
import { openIndexFirst, planIndexFirst } from './index-first.ts';
import type { FileSource, SourceHandle } from './ports.ts';
import { done, end, failWith, type Run, type Step } from './run.ts';
import { sourceEnd } from './source-check.ts';

/**
 * The bytes of the object over an open file: the file itself, or what its plan makes of it. Null when the file does not
 * give that any more. Throws what reading throws.
 */
export async function viewObject(
  { plan, sizeBytes }: Pick<UploadRecord, 'plan' | 'sizeBytes'>,
  handle: SourceHandle,
): Promise<SourceHandle | null> {
  if (!plan?.view) return handle;
  const layout = await planIndexFirst(handle, sizeBytes);
  return layout?.bytes === plan.view.bytes ? openIndexFirst(handle, layout) : null;
}

/** Opens what is to be sent, by the plan of the upload. */
export async function openObject(
  run: Pick<Run, 'entry' | 'clock'> & { source: FileSource },
): Promise<Step<SourceHandle>> {
  const record = run.entry.record();
  const opened = await run.source.open(record.path);
  if (!opened.ok) return end(sourceEnd(opened.error, run.clock.nowMs()));
  const view = await viewObject(record, opened.value).catch(() => null);
  if (view) return done(view);
  await opened.value.close();
  return end(failWith('file-changed', null, true));
}
