import type { PartPlan, UploadReceipt } from '../../shared/domain/upload.ts';
import { sendInParts } from './large-file.ts';
import { findTwin, type Twin } from './find-twin.ts';
import { isMadeOfFile, isVerified, objectSha1 } from './marks.ts';
import { makeObjectName } from './object-name.ts';
import { planLike, planParts } from './plan.ts';
import type { FormerObject, StoredFile } from './ports.ts';
import type { RunEnd } from './retry.ts';
import { attempt, diskFull, done, end, errorOf, failWith, stopped, type Run, type Step } from './run.ts';
import { settleSource } from './settle-source.ts';
import { checkContents, findView } from './source-check.ts';
import { hashNow, sendInOnePiece } from './small-file.ts';

/**
 * One go at one upload: look at the file, hash or link it, send what is missing, verify what is stored. Idempotent:
 * wherever the last go ended (`kill -9` included), this one goes on from what the server and the journal say.
 */
export async function runUpload(run: Run): Promise<RunEnd> {
  const isResumed = run.entry.record().plan !== null;
  const prepared = await prepare(run);
  if (!prepared.ok) return prepared.end;
  if (prepared.value) return complete(run, prepared.value.file, prepared.value);
  const plan = run.entry.record().plan;
  const sent = await (plan?.kind === 'parts' ? sendInParts(run, plan, isResumed) : sendInOnePiece(run, isResumed));
  if (!sent.ok) return sent.end;
  return verify(run, sent.value);
}

/** Everything before the first byte. Answers the stored object when there is one to link to. */
async function prepare(run: Run): Promise<Step<Twin | null>> {
  const { entry, storage } = run;
  run.enter('starting');
  const settled = await settleSource(run);
  if (!settled.ok) return settled;
  const objectName = makeObjectName(storage.prefix, entry.record().name);
  if (objectName === null) return end(failWith('bad-name', null, false));
  const { bucketId: oldBucketId, objectName: oldName } = entry.record();
  const isElsewhere = oldBucketId !== null && (oldBucketId !== storage.bucketId || oldName !== objectName);
  if (isElsewhere) return end(failWith('storage-changed', null, true));
  const checked = entry.record().plan ? done(undefined) : await checkContents(run);
  if (!checked.ok) return checked;
  const hashed = await hashIfCheap(run);
  if (!hashed.ok) return hashed;
  const twin = await findTwin(run);
  if (!twin.ok || twin.value?.isOurs) return twin;
  return makePlan(run, objectName, twin.value);
}

async function makePlan(run: Run, objectName: string, twin: Twin | null): Promise<Step<null>> {
  const { entry, storage } = run;
  if (entry.record().plan) return done(null);
  const hints = await run.getHints(entry.record().versionId);
  const found = hints.indexFirst ? await findView(run) : done(null);
  if (!found.ok) return found;
  const view = found.value;
  // Its own hash is in none of what is sent; without it nobody would know the object again by the file.
  const isKnown = entry.record().sha1 !== null && entry.session().object !== undefined;
  const hashed = view && isHashedFirst(run) && !isKnown ? await hashFile(run) : done(undefined);
  if (!hashed.ok) return hashed;
  const sizeBytes = view?.bytes ?? entry.record().sizeBytes;
  const made = planParts({
    sizeBytes,
    limits: storage.limits,
    bytesPerSecondPerConnection: run.bytesPerSecondPerConnection(),
    rules: run.planRules,
  });
  if (!made) return end(failWith('file-too-large', null, false));
  const isCopy = twin !== null && !view && (made.kind === 'parts' || twin.file.contentSha1 !== null);
  const shared = isCopy ? { ...made, copyFrom: twin.file.fileId } : shareParts(run, made, hints.former, sizeBytes);
  const { object } = entry.session();
  const sha1 = object && object.bytes === view?.bytes ? object.sha1 : null;
  const plan = view ? { ...shared, view: { ...view, sha1 } } : shared;
  // Durable before the server hears of it: a start whose answer is lost is looked for only where a plan stands.
  const isSaved = await entry.save({ type: 'planned', plan, bucketId: storage.bucketId, objectName });
  return isSaved ? done(null) : end(diskFull(run.clock.nowMs()));
}

/** A new version of a media file is divided like the one before, whose equal parts are copied. */
function shareParts({ storage }: Run, plan: PartPlan, former: FormerObject | null, sizeBytes: number): PartPlan {
  const partBytes = former?.parts?.[0]?.bytes;
  if (!former || partBytes === undefined || former.bucketId !== storage.bucketId) return plan;
  return planLike(plan, { fileId: former.fileId, partBytes }, { sizeBytes, limits: storage.limits });
}

const isHashedFirst = ({ entry, planRules }: Run): boolean => entry.record().sizeBytes <= planRules.hashFirstMaxBytes;

async function hashIfCheap(run: Run): Promise<Step<void>> {
  const { sizeBytes, sha1, plan: oldPlan } = run.entry.record();
  if (sha1 !== null || oldPlan?.kind === 'parts') return done(undefined);
  // Of what takes long to hash, only what is as long to the byte as something stored: it is the same, or next to never.
  if (!isHashedFirst(run)) return oldPlan === null && (await isOfStoredLength(run)) ? hashFile(run) : done(undefined);
  // One that goes in one request is hashed on its way, unless something may be stored that it has to be compared with.
  const isSmall = sizeBytes <= run.planRules.singleMaxBytes;
  if (isSmall && !oldPlan && !(await mayHaveTwin(run))) return done(undefined);
  return hashFile(run);
}

async function hashFile(run: Run): Promise<Step<void>> {
  run.enter('hashing');
  const hashed = await hashNow(run);
  if (hashed.ok) run.enter('starting');
  return hashed;
}

/** Something of this length is stored, or about to be. */
async function mayHaveTwin(run: Run): Promise<boolean> {
  return run.hasSizeTwin() || isOfStoredLength(run);
}

async function isOfStoredLength(run: Run): Promise<boolean> {
  return (await run.findStored(null, run.entry.record().sizeBytes)) !== null;
}

async function verify(run: Run, fileId: string): Promise<RunEnd> {
  const { entry, transport, clock } = run;
  if (run.signal.aborted) return stopped;
  // Written while storage is asked: neither needs the other, and the next file need not wait for this one's disk.
  const saving = entry.save({ type: 'verifying' });
  run.enter('verifying');
  const found = await attempt(run, ({ signal }) => transport.getFile(fileId, signal));
  // What proves it must be on disk first: *ready* is for good.
  if (!(await saving)) return diskFull(clock.nowMs());
  if (!found.ok) {
    return errorOf(found)?.kind === 'not-found' ? failWith('server-forgot', null, true) : found.end;
  }
  if (!isVerified(entry.record(), found.value, entry.parts)) return failWith('not-verified', null, true);
  return complete(run, found.value, null);
}

async function complete(run: Run, file: StoredFile, link: Twin | null): Promise<RunEnd> {
  const { entry, storage, clock } = run;
  const record = entry.record();
  const linked = link !== null;
  const copied = linked ? [] : [...entry.parts.values()].filter((part) => part.copied);
  // What is linked may have been made of the same file by another upload.
  const isMade = link ? link.sha1 !== record.sha1 && isMadeOfFile(file) : record.plan?.view !== undefined;
  const receipt: UploadReceipt = {
    fileId: file.fileId,
    bucketId: storage.bucketId,
    bucketName: storage.bucketName,
    objectName: file.objectName,
    bytes: file.bytes,
    sha1: link ? (link.sha1 ?? (isMade ? null : record.sha1)) : objectSha1(record),
    partCount: record.plan?.kind === 'parts' && !linked ? record.plan.partCount : 0,
    linked,
    sentBytes: entry.sentInAll(),
    copiedParts: copied.length,
    copiedBytes: copied.reduce((sum, { bytes }) => sum + bytes, 0),
    source: isMade ? { sha1: record.sha1, bytes: record.sizeBytes } : null,
    queuedAtMs: record.createdAtMs,
    verifiedAtMs: clock.nowMs(),
  };
  run.enter('verifying');
  return (await entry.save({ type: 'completed', receipt })) ? { type: 'ready' } : diskFull(clock.nowMs());
}
