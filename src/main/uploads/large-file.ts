import { isOurs, objectInfo } from './marks.ts';
import { createCopier, findPlannedFormer } from './part-copy.ts';
import { lookAtParts, sendMissingParts } from './part-lanes.ts';
import type { PartsPlan } from './plan.ts';
import { good, type Outcome, type SourceHandle, type StoredFile } from './ports.ts';
import {
  attempt,
  diskFull,
  done,
  end,
  errorOf,
  failWith,
  noteGivenUp,
  stopped,
  type Run,
  type Step,
  type Tried,
} from './run.ts';
import { openObject } from './object-source.ts';
import { checkSource } from './source-check.ts';

interface LargeFile {
  readonly fileId: string;
  /** Just started: nothing can be stored of it yet. */
  readonly isNew: boolean;
  /** A start was given up: the server may have carried it out, even after we asked. */
  readonly isDoubtful: boolean;
}
/** A finish that is refused although we have all parts is tried again after a new look at the server's. */
const maxRounds = 3;

/** Sends a file in parts and finishes it; answers the file id. Goes on from whatever the server already has. */
export async function sendInParts(run: Run, plan: PartsPlan, isResumed: boolean): Promise<Step<string>> {
  const opened = await openObject(run);
  if (!opened.ok) return opened;
  try {
    const file = await openLargeFile(run, isResumed);
    if (!file.ok) return file;
    const sent = await sendRounds(run, plan, opened.value, file.value);
    const settled = sent.ok ? sent : await askForFate(run, file.value.fileId, sent);
    if (!settled.ok) return settled;
    const alone = isResumed || file.value.isDoubtful ? await cancelStrays(run) : done(undefined);
    return alone.ok ? done(file.value.fileId) : alone;
  } finally {
    await opened.value.close();
  }
}

async function sendRounds(run: Run, plan: PartsPlan, handle: SourceHandle, file: LargeFile): Promise<Tried<void>> {
  const all = Array.from({ length: plan.partCount }, (_, index) => index + 1);
  const copy = createCopier(run, await findPlannedFormer(run, plan));
  for (let round = 1; ; round += 1) {
    const isFresh = file.isNew && round === 1;
    const missing = isFresh ? done(all) : await lookAtParts(run, plan, handle, file.fileId);
    if (!missing.ok) return missing;
    const sent = await sendMissingParts(run, { plan, handle, fileId: file.fileId, missing: missing.value, copy });
    if (!sent.ok) return sent;
    const finished = await finish(run, plan, file.fileId);
    if (finished.ok || errorOf(finished)?.kind !== 'invalid' || round === maxRounds) return finished;
  }
}

/** Starts the large file, or finds the one that a lost answer or a kill left behind. */
async function openLargeFile(run: Run, isResumed: boolean): Promise<Step<LargeFile>> {
  const { entry } = run;
  const known = entry.record().fileId;
  if (known !== null) return done({ fileId: known, isNew: false, isDoubtful: false });
  const doubt = { mayExist: isResumed };
  const opened = await attempt<LargeFile>(run, async ({ signal }) => {
    const left = doubt.mayExist ? await findLeftBehind(run, signal) : done(null);
    if (!left.ok) return left;
    if (left.value !== null) return done({ fileId: left.value, isNew: false, isDoubtful: true });
    const { objectName, contentType } = entry.record();
    const object = { objectName: objectName ?? '', contentType, info: objectInfo(entry.record()) };
    const started = await run.transport.startLargeFile(object, signal);
    const isDoubtful = doubt.mayExist;
    doubt.mayExist = true;
    if (!started.ok) noteGivenUp(run);
    return started.ok ? done({ fileId: started.value.fileId, isNew: true, isDoubtful }) : started;
  });
  if (!opened.ok) return opened;
  // Durable before part 1 is sent: parts of a file id that nobody remembers would be lost.
  const isSaved = await entry.save({ type: 'opened', fileId: opened.value.fileId });
  return isSaved ? opened : end(diskFull(run.clock.nowMs()));
}

/** Our own unfinished large file under this name; when there are several, the others go when this one is finished. */
async function findLeftBehind(run: Run, signal: AbortSignal): Promise<Outcome<string | null>> {
  const found = await unfinishedOfOurs(run, signal);
  return found.ok ? good(found.value[0]?.fileId ?? null) : found;
}

/** Unfinished large files under our name with our mark. A key that may not list finds none. */
async function unfinishedOfOurs(run: Run, signal: AbortSignal): Promise<Outcome<readonly StoredFile[]>> {
  const record = run.entry.record();
  const found = await run.transport.findUnfinished(record.objectName ?? '', signal);
  if (!found.ok) return found.error.kind === 'forbidden' ? good([]) : found;
  return good(found.value.filter((file) => isOurs(record, file)));
}

/** Once ours is finished, whatever is still unfinished under its mark is left from a start that was given up. */
async function cancelStrays(run: Run): Promise<Step<void>> {
  const found = await attempt(run, ({ signal }) => unfinishedOfOurs(run, signal));
  if (!found.ok) return found;
  for (const { fileId } of found.value) {
    const cancelled = await attempt(run, ({ signal }) => run.transport.cancelLargeFile(fileId, signal));
    if (!cancelled.ok && errorOf(cancelled)?.retry !== 'never') return cancelled;
  }
  return done(undefined);
}

async function finish(run: Run, plan: PartsPlan, fileId: string): Promise<Tried<void>> {
  const { entry, transport } = run;
  const sha1s = Array.from({ length: plan.partCount }, (_, index) => entry.parts.get(index + 1)?.sha1 ?? '');
  if (run.signal.aborted) return end(stopped);
  // The hashes are what proves it afterwards, and a finished file tells them no more: they are on disk first.
  const saving = entry.save({ type: 'finishing' });
  run.enter('finishing');
  if (!(await saving)) return end(diskFull(run.clock.nowMs()));
  return attempt<void>(run, async ({ signal, failures }) => {
    const same = await checkSource(run);
    if (!same.ok) return same;
    // The answer may have been lost after it was done: a second finish would be refused.
    const file = failures > 0 ? await transport.getFile(fileId, signal) : null;
    if (file?.ok && file.value.isFinished) return done(undefined);
    const finished = await transport.finishLargeFile(fileId, sha1s, signal);
    return finished.ok ? done(undefined) : finished;
  });
}

/**
 * A refusal may mean that the file is already finished, or that the server gave it up (cancelled by a bucket rule or
 * by hand). Only the server knows; its words are not for matching.
 */
async function askForFate(run: Run, fileId: string, refused: Tried<void> & { ok: false }): Promise<Step<void>> {
  const kind = errorOf(refused)?.kind;
  if (kind !== 'invalid' && kind !== 'not-found') return refused;
  const file = await attempt(run, ({ signal }) => run.transport.getFile(fileId, signal));
  if (file.ok) return file.value.isFinished ? done(undefined) : refused;
  return errorOf(file)?.kind === 'not-found' ? end(failWith('server-forgot', null, true)) : file;
}
