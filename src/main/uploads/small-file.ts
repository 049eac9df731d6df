import { isOurs, objectBytes, objectInfo, objectSha1, storedSha1 } from './marks.ts';
import type { Outcome, SourceHandle, StoredFile } from './ports.ts';
import {
  attempt,
  done,
  end,
  errorOf,
  failWith,
  noteGivenUp,
  stopped,
  type Rest,
  type Run,
  type Step,
  type Try,
} from './run.ts';
import { openObject } from './object-source.ts';
import { sendOnSlots } from './part-slots.ts';
import { checkSource } from './source-check.ts';
import { hashWhole } from './whole-hash.ts';

interface Stored {
  readonly fileId: string;
  readonly sha1: string | null;
}

/**
 * Sends a file in one request and answers the id of its stored version. Whenever a request may have been stored
 * although we never heard so (cut after the last byte, killed in between), the server is asked before it is sent again.
 */
export async function sendInOnePiece(run: Run, isResumed: boolean): Promise<Step<string>> {
  const { entry } = run;
  const known = entry.record().fileId;
  if (known !== null && objectSha1(entry.record()) !== null) return done(known);
  const opened = await openObject(run);
  if (!opened.ok) return opened;
  try {
    if (known !== null) return await hashSent(run, opened.value, known);
    const sent = await sendOnOneSlot(run, opened.value, isResumed);
    if (!sent.ok) return sent;
    entry.dispatch({ type: 'opened', fileId: sent.value.fileId });
    entry.dispatch({ type: 'confirmed', confirmedBytes: objectBytes(entry.record()) });
    // Hashed before and again on its way: when the two differ, so did the file.
    const sha1 = objectSha1(entry.record());
    if (sha1 !== null && sent.value.sha1 !== sha1) return end(failWith('file-changed', null, true));
    // Hashed on its way only: of a file that is written to meanwhile, one half is read before and the other after.
    const same = sha1 === null ? await checkSource(run) : done(undefined);
    if (!same.ok) return same;
    if (sent.value.sha1 !== null) keepSha1(run, sent.value.sha1);
    return done(sent.value.fileId);
  } finally {
    await opened.value.close();
  }
}

/** Of what was sent: of the file, or of what is made of it. */
function keepSha1({ entry }: Run, sha1: string): void {
  if (entry.record().plan?.view) entry.dispatch({ type: 'object-hashed', sha1 });
  else entry.dispatch({ type: 'hashed', sha1, object: null });
}

/** It stopped between the answer and the look at the file that proves the hash made on its way: now only the file can. */
async function hashSent(run: Run, handle: SourceHandle, fileId: string): Promise<Step<string>> {
  const hashed = await hashObject(run, handle);
  return hashed.ok ? done(fileId) : hashed;
}

async function sendOnOneSlot(run: Run, handle: SourceHandle, isResumed: boolean): Promise<Step<Stored>> {
  const outcome: { sent: Step<Stored> } = { sent: end(stopped) };
  await sendOnSlots(run.connections, {
    parts: [handle],
    most: 1,
    signal: run.signal,
    async send(whole, rest) {
      run.enter('sending');
      outcome.sent = await sendUntilStored(run, whole, { isResumed, rest });
    },
  });
  return outcome.sent;
}

async function sendUntilStored(
  run: Run,
  handle: SourceHandle,
  { isResumed, rest }: { readonly isResumed: boolean; readonly rest: Rest },
): Promise<Step<Stored>> {
  let mayBeStored = isResumed;
  let wasInDoubt = isResumed;
  const trySending = async (one: Try): Promise<Outcome<Stored> | Step<Stored>> => {
    if (mayBeStored) {
      // Only the hash tells whether what is stored is this file.
      const hashed = objectSha1(run.entry.record()) === null ? await hashObject(run, handle) : done(undefined);
      if (!hashed.ok) return hashed;
      const found = await findOurs(run, one.signal);
      if (!found.ok) return found;
      if (found.value) return done({ fileId: found.value.fileId, sha1: storedSha1(found.value) });
      mayBeStored = false;
    }
    const same = await checkSource(run);
    if (!same.ok) return same;
    const outcome = (await copyOnce(run, one)) ?? (await sendOnce(run, handle, one));
    if (!outcome.ok && outcome.error.sentAll) {
      mayBeStored = wasInDoubt = true;
      noteGivenUp(run);
    }
    return outcome;
  };
  const sent = await attempt(run, trySending, run.signal, rest);
  if (!sent.ok || !wasInDoubt) return sent;
  const alone = await removeTwins(run, sent.value.fileId);
  return alone.ok ? sent : alone;
}

/** The service no longer has it, or does not copy it for us: then it is sent. */
const refusals: ReadonlySet<string> = new Set(['forbidden', 'not-found', 'invalid']);

/** Copies what the plan says has the same bytes; once, since they are here, too. Null: it is to be sent. */
async function copyOnce(run: Run, { signal, failures }: Try): Promise<Outcome<Stored> | null> {
  const record = run.entry.record();
  const { plan, contentType, objectName } = record;
  if (plan?.kind !== 'single' || plan.copyFrom === undefined || failures > 0) return null;
  const object = { objectName: objectName ?? '', contentType, info: objectInfo(record) };
  const copied = await run.transport.copyFile({ ...object, sourceFileId: plan.copyFrom }, signal);
  if (copied.ok) return copied;
  // It may have been made although we never heard so.
  return refusals.has(copied.error.kind) ? null : { ok: false, error: { ...copied.error, sentAll: true } };
}

function sendOnce(run: Run, handle: SourceHandle, { signal, failures, lane }: Try): Promise<Outcome<Stored>> {
  const record = run.entry.record();
  const { contentType, objectName } = record;
  const object = { objectName: objectName ?? '', contentType, info: objectInfo(record) };
  const onWritten = (bytes: number): void => lane.written(bytes);
  const isRetry = failures > 0;
  const { pace, transport } = run;
  // After a failure it is hashed again on its way: the hash that was made before may be of other bytes.
  const sha1 = isRetry ? null : objectSha1(record);
  const bytes = { handle, offset: 0, bytes: objectBytes(record), sha1 };
  return transport.sendFile({ ...object, ...bytes, isRetry, onWritten, pace }, signal);
}

/** Hashes the whole file, and what is made of it, and keeps the hashes. */
export async function hashNow(run: Run): Promise<Step<void>> {
  const hashed = await attempt(run, async ({ signal }) => {
    const same = await checkSource(run);
    return same.ok ? hashWhole(run, run.entry.record(), signal) : same;
  });
  if (!hashed.ok) return hashed;
  const same = await checkSource(run);
  if (!same.ok) return same;
  run.entry.dispatch({ type: 'hashed', ...hashed.value });
  return done(undefined);
}

/** Hashes what is to be stored: the file, or what is made of it. */
async function hashObject(run: Run, handle: SourceHandle): Promise<Step<void>> {
  const record = run.entry.record();
  if (!record.plan?.view) return hashNow(run);
  const hashed = await attempt(run, async ({ signal }) => {
    const same = await checkSource(run);
    return same.ok ? run.source.hashRange(handle, 0, objectBytes(record), signal) : same;
  });
  if (!hashed.ok) return hashed;
  run.entry.dispatch({ type: 'object-hashed', sha1: hashed.value });
  return done(undefined);
}

/** Finished versions under our name with our mark. A key that may not list finds none. */
async function versionsOfOurs(run: Run, signal: AbortSignal): Promise<Outcome<readonly StoredFile[]>> {
  const record = run.entry.record();
  const found = await run.transport.findVersions(record.objectName ?? '', signal);
  if (!found.ok) return found.error.kind === 'forbidden' ? { ok: true, value: [] } : found;
  return { ok: true, value: found.value.filter((file) => file.isFinished && isOurs(record, file)) };
}

async function findOurs(run: Run, signal: AbortSignal): Promise<Outcome<StoredFile | null>> {
  const [sha1, bytes] = [objectSha1(run.entry.record()), objectBytes(run.entry.record())];
  const found = await versionsOfOurs(run, signal);
  if (!found.ok) return found;
  const same = found.value.find((file) => file.bytes === bytes && storedSha1(file) === sha1);
  return { ok: true, value: same ?? null };
}

/**
 * A request given up may have been stored after all, even after we asked: one upload leaves one version. Ends the run
 * when it cannot be found out now; the next one finds what is stored and comes here again.
 */
async function removeTwins(run: Run, keep: string): Promise<Step<void>> {
  const found = await attempt(run, ({ signal }) => versionsOfOurs(run, signal));
  if (!found.ok) return found;
  for (const twin of found.value.filter(({ fileId }) => fileId !== keep)) {
    const { fileId, objectName } = twin;
    const removed = await attempt(run, ({ signal }) => run.transport.deleteVersion(fileId, objectName, signal));
    const kind = errorOf(removed)?.kind;
    if (!removed.ok && kind !== 'not-found' && kind !== 'forbidden') return removed;
  }
  return done(undefined);
}
