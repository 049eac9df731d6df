import { basename } from 'node:path';
import { stat } from 'node:fs/promises';
import type { AttachRefusal } from '../../shared/domain/lesson-files.ts';
import { kindOf, nameLeftOut } from './file-kinds.ts';
import { kindByContent } from './file-start.ts';
import type { FileFacts } from './import-sessions.ts';
import type { MediaService } from './media-service.ts';
import { identify } from './regular-file.ts';

type Attachable =
  | { readonly ok: true; readonly facts: FileFacts }
  | { readonly ok: false; readonly reason: AttachRefusal };
interface AttachableDeps {
  /** Whether the library has files of this size, whose hashes are known then. */
  readonly prepareTwins: (bytes: number, signal: AbortSignal) => Promise<boolean>;
  readonly hash: MediaService['hash'];
}

const refused = (reason: AttachRefusal): Attachable => ({ ok: false, reason });
const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** Looks at a file that is to be attached; hashed only where the library may have the same one. */
export function createAttachables({ prepareTwins, hash }: AttachableDeps) {
  async function look(path: string): Promise<Attachable> {
    if (nameLeftOut(basename(path)) !== null) return refused('LEFT_OUT');
    const found = await identify(path);
    if (!found.ok) return refused((await isFolder(path)) ? 'FOLDER' : 'UNREADABLE');
    const { identity } = found;
    if (identity.bytes === 0) return refused('EMPTY');
    const mayBeKnown = await prepareTwins(identity.bytes, new AbortController().signal);
    const hashed = mayBeKnown ? await hash(path, { expected: identity }) : null;
    const sha1 = hashed?.success ? hashed.data.sha1 : null;
    return { ok: true, facts: { path, ...identity, sha1, probe: null } };
  }
  return async (path: string) => ({ fileName: basename(path), ...(await look(path)) });
}
export type FindAttachable = ReturnType<typeof createAttachables>;

/** The same of a file that is to be a video, by its name and, of `.ts`, by its content; else null. */
export function createVideoFinder(find: FindAttachable) {
  return async (path: string) => {
    if (kindOf(basename(path)) !== 'video') return null;
    const found = await find(path);
    return found.ok && (await kindByContent(path, 'video')) === 'video' ? found : null;
  };
}
