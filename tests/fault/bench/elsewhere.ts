import { v7 as uuidv7 } from 'uuid';
import type { VersionId } from '../../../src/shared/domain/ids.ts';
import type { B2Sandbox } from '../../sandbox/b2/sandbox.ts';
import { noise, partTarget, sendPart, sha1, signIn, storeFile, type TestClient } from '../../sandbox/b2/testing.ts';
import { partBytes, storyRules, type Shelved } from './protocol.ts';
import type { StoryFile } from './story-files.ts';

/** A large file that says this hash, whatever its parts are. */
async function storeInParts(client: TestClient, sandbox: B2Sandbox, fileName: string, body: Buffer, said: string) {
  const { bucketId } = sandbox.bucket;
  const fileInfo = { large_file_sha1: said };
  const { fileId } = await client.ok('b2_start_large_file', { bucketId, fileName, contentType: 'a/b', fileInfo });
  const target = await partTarget(client, String(fileId));
  const parts = Array.from({ length: Math.ceil(body.length / partBytes) }, (_, n) =>
    body.subarray(n * partBytes, (n + 1) * partBytes),
  );
  for (const [n, part] of parts.entries()) await sendPart(target, n + 1, part);
  await client.ok('b2_finish_large_file', { fileId, partSha1Array: parts.map((part) => sha1(part)) });
  return String(fileId);
}

async function storeElsewhere(client: TestClient, sandbox: B2Sandbox, { planned, held, item }: StoryFile) {
  const [first] = held;
  if (!first) throw new Error('an empty file');
  const fileName = `${sandbox.prefix}elsewhere/${item.versionId}.mp4`;
  const isLiar = planned.there === 'liar';
  const body = isLiar ? noise(first.content.length, 3) : Buffer.from(first.content);
  const isInParts = body.length > storyRules.singleMaxBytes;
  // A small file says the hash that the service made of it: it cannot lie.
  const fileId = isInParts
    ? await storeInParts(client, sandbox, fileName, body, first.sha1)
    : String((await storeFile(client, sandbox, fileName, body))['fileId']);
  if (planned.there === 'gone') await client.ok('b2_delete_file_version', { fileId, fileName });
  return { fileId, objectName: fileName, bytes: body.length, sha1: first.sha1 };
}

/** What other computers stored before the story begins. */
export async function prepareElsewhere(sandbox: B2Sandbox, files: readonly StoryFile[]) {
  const shelf: Shelved[] = [];
  const objects = new Set<string>();
  const there = files.filter(({ planned }) => planned.there !== undefined);
  const client = there.length > 0 ? await signIn(sandbox) : null;
  for (const file of client ? there : []) {
    const stored = await storeElsewhere(client as TestClient, sandbox, file);
    const kind = file.planned.there;
    if (kind !== 'gone') objects.add(stored.fileId);
    if (kind === 'known' || kind === 'gone')
      shelf.push({ ...stored, versionId: uuidv7() as VersionId, bucketName: sandbox.bucket.bucketName });
  }
  return { shelf, objects };
}
