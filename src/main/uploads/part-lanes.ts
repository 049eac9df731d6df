import type { StoredPart } from '../../shared/domain/upload.ts';
import { objectBytes } from './marks.ts';
import type { CopyPart } from './part-copy.ts';
import { sendOnSlots } from './part-slots.ts';
import { maxLanes, partRange, type PartsPlan } from './plan.ts';
import type { SourceHandle } from './ports.ts';
import { reconcileParts } from './resume.ts';
import { attempt, done, end, stopped, type Rest, type Run, type Tried } from './run.ts';
import { checkSource } from './source-check.ts';

export interface PartsToSend {
  readonly plan: PartsPlan;
  readonly handle: SourceHandle;
  readonly fileId: string;
  readonly missing: readonly number[];
  readonly copy: CopyPart;
}

/** Which parts the server lacks. A part that the journal does not vouch for is read again before it counts. */
export async function lookAtParts(
  run: Run,
  plan: PartsPlan,
  handle: SourceHandle,
  fileId: string,
): Promise<Tried<number[]>> {
  const { entry } = run;
  const listed = await attempt(run, ({ signal }) => run.transport.listParts(fileId, signal));
  if (!listed.ok) return listed;
  const sizeBytes = objectBytes(entry.record());
  const { done: same, recheck, missing } = reconcileParts(plan, sizeBytes, [...entry.parts.values()], listed.value);
  entry.setParts(same);
  const alsoMissing: number[] = [];
  for (const part of recheck) {
    const isOurs = await isStoredAsRead(run, plan, handle, part);
    if (!isOurs.ok) return isOurs;
    if (isOurs.value) entry.keepPart(part);
    else alsoMissing.push(part.partNumber);
  }
  return done([...missing, ...alsoMissing].toSorted((a, b) => a - b));
}

async function isStoredAsRead(
  run: Run,
  plan: PartsPlan,
  handle: SourceHandle,
  part: StoredPart,
): Promise<Tried<boolean>> {
  const { offset, bytes } = partRange(plan, objectBytes(run.entry.record()), part.partNumber);
  const hashed = await attempt(run, async ({ signal }) => {
    const same = await checkSource(run);
    return same.ok ? run.source.hashRange(handle, offset, bytes, signal) : same;
  });
  return hashed.ok ? done(hashed.value === part.sha1) : hashed;
}

/**
 * Sends parts on as many connections as the budget gives, in order. Each lane retries for itself; the first that cannot go
 * on ends them all, and its reason is the answer.
 */
export async function sendMissingParts(run: Run, parts: PartsToSend): Promise<Tried<void>> {
  const { entry } = run;
  entry.dispatch({ type: 'confirmed', confirmedBytes: entry.confirmedBytes() });
  const halt = new AbortController();
  const signal = AbortSignal.any([run.signal, halt.signal]);
  const outcome: { failure?: Tried<void> & { ok: false } } = {};
  let hasBegun = false;
  await sendOnSlots(run.connections, {
    parts: parts.missing,
    most: maxLanes(parts.plan, objectBytes(entry.record())),
    signal,
    async send(partNumber, rest) {
      if (!hasBegun) run.enter('sending');
      hasBegun = true;
      const sent = await sendPart(run, parts, partNumber, { signal, rest });
      if (sent.ok || outcome.failure) return;
      outcome.failure = sent;
      halt.abort();
    },
  });
  if (outcome.failure) return outcome.failure;
  return signal.aborted ? end(stopped) : done(undefined);
}

interface OnLane {
  readonly signal: AbortSignal;
  readonly rest: Rest;
}

async function sendPart(run: Run, parts: PartsToSend, partNumber: number, on: OnLane): Promise<Tried<void>> {
  const { entry } = run;
  const { handle, fileId, plan } = parts;
  const { offset, bytes } = partRange(plan, objectBytes(entry.record()), partNumber);
  const tried = await parts.copy({ handle, fileId, partNumber, offset, bytes }, on.signal);
  if (!tried.ok) return tried;
  if (tried.value.copied) return keep(entry, tried.value.copied);
  const sent = await attempt(
    run,
    async ({ signal, failures, lane }) => {
      const same = await checkSource(run);
      if (!same.ok) return same;
      const onWritten = (written: number): void => lane.written(written);
      const isRetry = failures > 0;
      const { pace } = run;
      // After a failure it is hashed again on its way: the hash that was made before may be of other bytes.
      const sha1 = isRetry ? null : tried.value.sha1;
      const part = { handle, fileId, partNumber, offset, bytes, sha1 };
      return run.transport.sendPart({ ...part, isRetry, onWritten, pace }, signal);
    },
    on.signal,
    on.rest,
  );
  if (!sent.ok) return sent;
  return keep(entry, { partNumber, bytes, sha1: sent.value.sha1 });
}

function keep(entry: Run['entry'], part: StoredPart): Tried<void> {
  entry.keepPart(part);
  entry.dispatch({ type: 'confirmed', confirmedBytes: entry.confirmedBytes() });
  return done(undefined);
}
