import { isOurs } from './marks.ts';
import type { StoredFile } from './ports.ts';
import { attempt, done, end, errorOf, failWith, type Run, type Step } from './run.ts';

/**
 * Removes what a cancelled or replaced upload left on the server: its unfinished large file, or a version that was
 * stored before anybody could stop it. Only what carries our mark is touched. Answers ok when nothing more can be
 * done, also when the key may not delete: how many things were there.
 */
export async function cleanUp(run: Run): Promise<Step<number>> {
  const { objectName, bucketId, fileId } = run.entry.record();
  // Nothing was begun, or it was begun in a bucket that this key knows nothing of.
  if (objectName === null || bucketId !== run.storage.bucketId) return done(0);
  const found = fileId === null ? await findOurs(run, objectName) : await findById(run, fileId);
  if (!found.ok) return found;
  for (const file of found.value) {
    const removed = await remove(run, file);
    if (!removed.ok) return removed;
  }
  return done(found.value.length);
}

async function findById(run: Run, fileId: string): Promise<Step<readonly StoredFile[]>> {
  const found = await attempt(run, ({ signal }) => run.transport.getFile(fileId, signal));
  if (found.ok) return done(isOurs(run.entry.record(), found.value) ? [found.value] : []);
  return isFinal(errorOf(found)?.kind) ? done([]) : found;
}

async function findOurs(run: Run, objectName: string): Promise<Step<readonly StoredFile[]>> {
  const all: StoredFile[] = [];
  for (const find of [run.transport.findUnfinished, run.transport.findVersions]) {
    const found = await attempt(run, ({ signal }) => find(objectName, signal));
    if (found.ok) all.push(...found.value.filter((file) => isOurs(run.entry.record(), file)));
    else if (!isFinal(errorOf(found)?.kind)) return found;
  }
  return done(all);
}

async function remove(run: Run, { fileId, objectName, isFinished }: StoredFile): Promise<Step<void>> {
  const removed = await attempt(run, ({ signal }) =>
    isFinished
      ? run.transport.deleteVersion(fileId, objectName, signal)
      : run.transport.cancelLargeFile(fileId, signal),
  );
  if (removed.ok || isFinal(errorOf(removed)?.kind)) return done(undefined);
  return removed.end.type === 'failed' ? end(failWith('internal', null, false)) : removed;
}

/** The server will not change its mind: gone already, not allowed, or nothing it understands. */
const isFinal = (kind: string | undefined): boolean =>
  kind === 'not-found' || kind === 'forbidden' || kind === 'invalid' || kind === 'conflict';
