import type { UploadRecord } from '../../shared/domain/upload.ts';
import { openIndexFirst, planIndexFirst } from './index-first.ts';
import type { SourceHandle } from './ports.ts';
import { attempt, done, end, failWith, type Run, type Step } from './run.ts';
import { checkSource, sourceEnd, tryRead } from './source-check.ts';

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

/**
 * Opens what is to be sent, by the plan of the upload. A read that fails is tried again, then waited out or told; only a
 * file that does not give the planned object any more has changed.
 */
export async function openObject(run: Run): Promise<Step<SourceHandle>> {
  const record = run.entry.record();
  const opened = await run.source.open(record.path);
  if (!opened.ok) return end(sourceEnd(opened.error, run.clock.nowMs()));
  if (!record.plan?.view) return done(opened.value);
  const view = await attempt<SourceHandle | null>(run, async () => {
    const same = await checkSource(run);
    return same.ok ? tryRead(() => viewObject(record, opened.value)) : same;
  });
  if (view.ok && view.value) return done(view.value);
  await opened.value.close();
  return view.ok ? end(failWith('file-changed', null, true)) : view;
}
