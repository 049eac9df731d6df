import type { UploadRecord } from '../../../src/shared/domain/upload.ts';
import { problem, type Problem } from './problem.ts';
import { partBytes } from './protocol.ts';
import type { Scene } from './scene.ts';
import type { StoryFile } from './story-files.ts';

/** It is the file that was queued, and its first upload: then it is certain what must have come of it. */
const isPlain = ({ held }: StoryFile, { restartedBecause }: UploadRecord): boolean =>
  held.length === 1 && restartedBecause === null;

/** What was stored already when the file came is linked, and none of it is sent. */
export function checkTwin(
  { story, witness }: Scene,
  file: StoryFile,
  record: UploadRecord,
  records: readonly UploadRecord[],
): Problem[] {
  const { receipt } = record;
  if (receipt?.linked) {
    return (receipt.sentBytes ?? 0) > 0
      ? [problem('twice', `${file.path}: linked, and ${receipt.sentBytes} bytes sent`)]
      : [];
  }
  const isHashedFirst = record.sizeBytes <= story.hashFirstMaxBytes;
  // What may be about to be deleted is not linked.
  const isAnyPurged = story.events.some(({ deed }) => deed.do === 'purge');
  if (!isPlain(file, record) || !isHashedFirst || isAnyPurged) return [];
  const before = witness.readyBefore(file.item.versionId);
  const twin = records.find(
    ({ versionId, receipt: other }) =>
      before.has(versionId) && other?.sha1 === file.held[0]?.sha1 && other?.bytes === record.sizeBytes,
  );
  return twin ? [problem('twice', `${file.path}: sent, although it was stored already`)] : [];
}

/** The parts of a file, from 1 on, that are the same in both. */
function equalParts(one: Uint8Array, other: Uint8Array): number[] {
  const count = Math.ceil(one.length / partBytes);
  const part = (of: Uint8Array, n: number): Uint8Array => of.subarray(n * partBytes, (n + 1) * partBytes);
  return Array.from({ length: count }, (_, n) => n)
    .filter((n) => Buffer.compare(part(one, n), part(other, n)) === 0)
    .map((n) => n + 1);
}

/** Of a new export only the parts that differ are sent, unless the server would not copy. */
export function checkCopies(
  { witness, disk, sandbox }: Scene,
  file: StoryFile,
  record: UploadRecord,
  records: readonly UploadRecord[],
): Problem[] {
  const former = file.planned.formerly === null ? undefined : disk.files[file.planned.formerly];
  const stored = records.find(({ versionId, receipt }) => versionId === former?.item.versionId && receipt);
  const [now, then] = [file.held[0]?.content, former?.held[0]?.content];
  const isCertain = former && stored && isPlain(file, record) && isPlain(former, stored) && !record.receipt?.linked;
  if (!isCertain || !now || !then || !witness.readyBefore(file.item.versionId).has(former.item.versionId)) return [];
  const { plan, receipt } = record;
  if (plan?.kind !== 'parts' || plan.copyFrom !== stored.receipt?.fileId)
    return [problem('twice', `${file.path}: not divided like the version before`)];
  const mine = sandbox.log.entries({ fileId: receipt?.fileId });
  const wasRefused = mine.some(({ operation, status }) => operation === 'b2_copy_part' && status !== 200);
  const sent = new Set(
    mine.flatMap(({ operation, partNumber }) => (operation === 'b2_upload_part' && partNumber ? [partNumber] : [])),
  );
  return equalParts(now, then)
    .filter((n) => sent.has(n) && !wasRefused)
    .map((n) => problem('twice', `${file.path}: part ${n} was sent, although it was stored already`));
}
