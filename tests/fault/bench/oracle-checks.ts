import type { UploadRecord } from '../../../src/shared/domain/upload.ts';
import type { StoredObject } from '../../sandbox/b2/inspection.ts';
import { problem, type Problem } from './problem.ts';
import type { Checked } from './protocol.ts';
import type { Scene } from './scene.ts';

/** The server kept other bytes than it said, which no uploader can know before it reads them back. */
export const isDamaged = ({ sandbox }: Scene, { fileId, fileName }: StoredObject): boolean =>
  sandbox.log
    .entries()
    .some((one) => one.fault === 'damage-stored' && (one.fileId === fileId || one.fileName === fileName));

type Truth = 'same' | 'altered' | 'gone';

/** What reading back must find at the end. */
async function truthOf({ sandbox, disk }: Scene, { path, receipt }: UploadRecord): Promise<Truth> {
  const object = sandbox.objects().find(({ fileId }) => fileId === receipt?.fileId);
  if (!object) return 'gone';
  const sha1 = await sandbox.sha1OfObject(object.fileId);
  const held = disk.files.find((file) => file.path === path)?.held ?? [];
  return held.some((one) => one.objectSha1 === sha1 || one.sha1 === sha1) ? 'same' : 'altered';
}

/** Whether somebody could have found this, where that is the truth at the end. */
function isPossible(scene: Scene, record: UploadRecord, { found }: Checked, truth: Truth): boolean {
  if (!found) return true;
  const { verdict, against, mode } = found;
  if (verdict === truth) return true;
  // It was there still, as it was sent or not.
  const mayBeDamaged = scene.story.rules.some(({ fault }) => fault === 'damage-stored');
  if (truth === 'gone' && (verdict === 'same' || (verdict === 'altered' && mayBeDamaged))) return true;
  // Nobody knows the parts of what another upload stored.
  if (record.receipt?.linked && verdict === 'unproven') return true;
  // Its ends are as they were sent; in between nobody looked.
  if (truth === 'altered' && verdict === 'same') return mode === 'ends' && against === 'hashes';
  // Somebody wrote to the file while it was compared with.
  const isEdited = (scene.disk.files.find(({ path }) => path === record.path)?.held.length ?? 0) > 1;
  return truth === 'same' && verdict === 'altered' && against === 'file' && isEdited;
}

/** Every look at what is stored, and at the end one at everything. */
export async function checkChecks(scene: Scene, records: readonly UploadRecord[]): Promise<Problem[]> {
  const { witness, story } = scene;
  const problems: Problem[] = [];
  for (const record of records.filter(({ receipt }) => receipt)) {
    const checks = witness.checks.filter(({ uploadId }) => uploadId === record.uploadId);
    const truth = await truthOf(scene, record);
    const last = checks.at(-1);
    for (const one of checks.filter((check) => !isPossible(scene, record, check, truth)))
      problems.push(problem('wrong', `read back: ${JSON.stringify(one.found)}, and it is ${truth}`));
    if (story.isReadBack === null) continue;
    if (!last?.found) problems.push(problem('stuck', `not read back: ${record.path}`));
    else if (truth === 'gone' && last.found.verdict !== 'gone')
      problems.push(problem('wrong', `read back: ${JSON.stringify(last.found)}, and it is gone`));
  }
  return problems;
}
