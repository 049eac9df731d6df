import type { UploadReceipt, UploadRecord } from '../../../src/shared/domain/upload.ts';
import type { StoredObject } from '../../sandbox/b2/inspection.ts';
import { checkChecks, isDamaged } from './oracle-checks.ts';
import { checkLibrary, isPurged } from './oracle-library.ts';
import { checkCopies, checkTwin } from './oracle-shared.ts';
import { problem, type Problem } from './problem.ts';
import { allowedReasons } from './reasons.ts';
import type { Scene } from './scene.ts';
import type { StoryFile } from './story-files.ts';

/** A change of the file and the last look at it may cross this long before the server hears of it. */
const crossingMs = 150;

/** When the server took the object as it is: what the file held by then is what must be in it. */
function takenAtMs({ sandbox }: Scene, object: StoredObject): number {
  const finishes = sandbox.log.entries({ operation: 'b2_finish_large_file', fileId: object.fileId });
  return finishes[0]?.atMs ?? object.uploadedAtMs;
}

function checkReceipt(scene: Scene, record: UploadRecord, receipt: UploadReceipt, object: StoredObject, sha1: string) {
  // Of what was begun before it was hashed nobody may know the hash yet; its parts are known.
  const mayLackSha1 = record.sizeBytes > scene.story.hashFirstMaxBytes;
  const isSha1 = receipt.sha1 === sha1 || (receipt.sha1 === null && mayLackSha1);
  const bytes = record.plan?.view?.bytes ?? record.sizeBytes;
  const isTrue: Readonly<Record<string, boolean>> = {
    bytes: receipt.bytes === object.bytes && (receipt.linked || bytes === object.bytes),
    name: receipt.objectName === object.fileName,
    bucket: receipt.bucketId === object.bucketId,
    sha1: isSha1 || isDamaged(scene, object),
    parts: receipt.linked || receipt.partCount === object.partCount,
  };
  return Object.keys(isTrue)
    .filter((what) => !isTrue[what])
    .map((what) =>
      problem('wrong', `receipt is wrong about ${what}: ${JSON.stringify(receipt)} for ${JSON.stringify(object)}`),
    );
}

function checkContent(scene: Scene, { held, path }: StoryFile, object: StoredObject, sha1: string): Problem[] {
  const at = held.findLastIndex((one) => one.objectSha1 === sha1);
  if (at < 0) {
    return isDamaged(scene, object) ? [] : [problem('wrong', `${path}: the object holds what the file never did`)];
  }
  const next = held[at + 1];
  const byMs = next ? takenAtMs(scene, object) - next.sinceMs : 0;
  if (byMs <= crossingMs) return [];
  return [problem('wrong', `${path}: the object holds what the file had held ${byMs} ms before it was taken`)];
}

function checkLinked({ path, held }: StoryFile, sha1: string): Problem[] {
  const isKnown = held.some((one) => one.sha1 === sha1 || one.objectSha1 === sha1);
  return isKnown ? [] : [problem('wrong', `${path}: linked to other content`)];
}

async function checkFile(scene: Scene, file: StoryFile, records: readonly UploadRecord[]): Promise<Problem[]> {
  const { witness, sandbox } = scene;
  const { versionId } = file.item;
  // By its path: what was edited while it was sent is another version, which is sent anew once it was deleted and is wanted back.
  const mine = records.filter(({ path }) => path === file.path);
  // What is left of it is looked at with the library.
  if (isPurged(scene, file)) return [];
  if (mine.length === 0)
    return witness.isGivenUp(versionId) ? [] : [problem('lost', `${file.path}: its upload is gone`)];
  const [record] = mine;
  if (mine.length > 1) return [problem('twice', `${file.path}: ${mine.length} uploads`)];
  if (!record?.receipt) return [problem('stuck', `${file.path}: ${record?.state}`)];
  const { receipt } = record;
  const object = sandbox.objects().find(({ fileId }) => fileId === receipt.fileId);
  if (!object) {
    const isKnown = scene.lost.has(receipt.fileId) && !scene.sentAgain.has(versionId);
    return isKnown ? [] : [problem('lost', `${file.path}: ready, and nothing is stored`)];
  }
  const sha1 = await sandbox.sha1OfObject(object.fileId);
  return [
    ...checkReceipt(scene, record, receipt, object, sha1),
    ...(receipt.linked ? checkLinked(file, sha1) : checkContent(scene, file, object, sha1)),
    ...checkTwin(scene, file, record, records),
    ...checkCopies(scene, file, record, records),
  ];
}

/** Everything that must hold when a story has come to rest: what does not, in words. */
export async function judge(scene: Scene, records: readonly UploadRecord[]): Promise<Problem[]> {
  const { sandbox, disk } = scene;
  const files = await Promise.all(disk.files.map((file) => checkFile(scene, file, records)));
  const gone = new Set(disk.files.filter((file) => isPurged(scene, file)).map(({ item }) => item.versionId));
  const wanted = new Set([
    ...records.flatMap(({ receipt, versionId }) => (receipt && !gone.has(versionId) ? [receipt.fileId] : [])),
    ...scene.elsewhere,
  ]);
  const strays = sandbox.objects().filter(({ fileId }) => !wanted.has(fileId));
  const pairs = sandbox.log.entries().filter(({ code, fault }) => code === 'auth_token_limit' && fault === undefined);
  const allowed = allowedReasons(scene.story);
  const restarts = records.flatMap(({ restartedBecause: why }) => (why === null || allowed.has(why) ? [] : [why]));
  return [
    ...files.flat(),
    ...(await checkChecks(scene, records)),
    ...checkLibrary(scene, records),
    ...restarts.map((why) => problem('shown', `begun again for ${why}, which nothing here explains`)),
    ...strays.map(({ fileName }) => problem('twice', `an object that belongs to no upload: ${fileName}`)),
    ...sandbox
      .unfinished()
      .map(({ fileName, parts }) => problem('twice', `an orphan with ${parts.length} parts: ${fileName}`)),
    ...pairs.map(() => problem('broken', 'two uploads on one upload URL')),
    ...sandbox.internalErrors().map((error) => problem('bench', `sandbox: ${String(error)}`)),
  ];
}
