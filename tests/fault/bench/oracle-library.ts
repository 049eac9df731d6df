import type { UploadRecord } from '../../../src/shared/domain/upload.ts';
import { problem, type Problem } from './problem.ts';
import { libraryIds, type LibraryRow } from './protocol.ts';
import type { Scene } from './scene.ts';
import type { DeedName } from './story.ts';
import type { StoryFile } from './story-files.ts';

/** Calls without which nothing is known of what lies in the bucket, or can be copied there. */
const asked: ReadonlySet<string> = new Set([
  ...(['b2_authorize_account', 'b2_list_buckets', 'b2_list_file_names', 'b2_get_file_info'] as const),
  ...(['b2_start_large_file', 'b2_copy_file', 'b2_copy_part', 'b2_list_parts', 'b2_finish_large_file'] as const),
]);
const cutOff: ReadonlySet<DeedName> = new Set([
  'away',
  'days-away',
  'sleep',
  'revoke-key',
  'cap',
  'cancel-on-server',
  'pass-week',
  'expire-account-tokens',
]);

export const isPurged = ({ witness }: Scene, { item }: StoryFile): boolean =>
  witness.lives.get(item.versionId) === 'purged';

/** Nothing kept it from hearing what lies in the bucket, and from copying that. */
function couldCopy({ sandbox, story }: Scene): boolean {
  const entries = sandbox.log.entries().filter(({ operation }) => asked.has(operation));
  return entries.every(({ status }) => status === 200) && !story.events.some(({ deed }) => cutOff.has(deed.do));
}

/** Of what another computer stored nothing is sent: what the library knows is linked, the rest is copied. */
function checkThere(scene: Scene, { planned, held, path }: StoryFile, record: UploadRecord | undefined): Problem[] {
  const { there } = planned;
  const receipt = record?.receipt;
  if (!record || !receipt || held.length > 1 || record.restartedBecause !== null) return [];
  if (there !== 'known' && there !== 'foreign') return [];
  if (there === 'known' && scene.story.events.some(({ deed }) => deed.do === 'revoke-key')) return [];
  const isLinked = there === 'known' && receipt.linked;
  if (isLinked ? receipt.sentBytes === 0 : there === 'foreign' && (receipt.sentBytes === 0 || !couldCopy(scene)))
    return [];
  return [problem('twice', `${path}: ${there} elsewhere, and ${receipt.sentBytes} bytes sent`)];
}

const rowOf = ({ witness }: Scene, { item }: StoryFile): LibraryRow | undefined =>
  witness.library().find(({ mediaId }) => mediaId === libraryIds(item.versionId).media);

/** Whether a lesson that was not purged shows it: then it is there, and who else says so is right. */
const isShared = (scene: Scene, fileId: string): boolean =>
  scene.disk.files.some((file) => !isPurged(scene, file) && rowOf(scene, file)?.all.includes(fileId) === true);

function checkRow(scene: Scene, file: StoryFile, mine: readonly UploadRecord[]): Problem[] {
  const { witness, sandbox } = scene;
  const { versionId } = file.item;
  const row = rowOf(scene, file);
  const objects = new Set(sandbox.objects().map(({ fileId }) => fileId));
  if (isPurged(scene, file)) {
    const said = [...(row?.all ?? []), ...mine.map(({ receipt }) => receipt?.fileId ?? null)];
    const isLeft = said.some((fileId) => fileId === null || !isShared(scene, fileId));
    return isLeft
      ? [problem('twice', `${file.path}: purged weeks ago, and said to be stored: ${JSON.stringify(row)}`)]
      : [];
  }
  if (witness.isGivenUp(versionId)) return [];
  if (row?.fileId && objects.has(row.fileId)) return [];
  return [
    problem('lost', `${file.path}: its lesson says it is stored as ${row?.fileId ?? 'nothing'}, which is not there`),
  ];
}

/** What lessons show is stored, what was purged is gone, and what others stored is where it was. */
export function checkLibrary(scene: Scene, records: readonly UploadRecord[]): Problem[] {
  if (!scene.story.isLibrary) return [];
  const left = new Set(scene.sandbox.objects().map(({ fileId }) => fileId));
  return [
    ...scene.disk.files.flatMap((file) => {
      const mine = records.filter(({ versionId }) => versionId === file.item.versionId);
      return [...checkRow(scene, file, mine), ...checkThere(scene, file, mine[0])];
    }),
    ...[...scene.elsewhere]
      .filter((fileId) => !left.has(fileId))
      .map((fileId) => problem('lost', `what another computer stored was deleted: ${fileId}`)),
  ];
}
