import type { Draft } from '../../shared/domain/merge.ts';
import type { StepLabel } from '../../shared/domain/step-label.ts';
import type { MediaService } from './media-service.ts';

interface Version {
  readonly versionId: string;
  readonly fileName: string;
  readonly sha1: string | null;
  readonly path: string | null;
}
export interface TwinsDeps {
  readonly media: {
    listOfSize(bytes: number): readonly Version[];
    getLocation(versionId: string): { readonly bytes: number; readonly mtimeMs: number } | null;
  };
  readonly mutator: { mutate(mutation: { label: StepLabel; drafts: readonly Draft[]; undoable: boolean }): unknown };
  readonly hash: MediaService['hash'];
}

/**
 * Duplicates are found by size first, then by SHA-1. Versions that were imported before their hash was needed get it
 * now, and keep it.
 */
export function createTwins({ media, mutator, hash }: TwinsDeps) {
  async function ensureHash({ versionId, fileName, sha1, path }: Version, signal: AbortSignal): Promise<void> {
    if (sha1 !== null || path === null) return;
    const hashed = await hash(path, { signal });
    if (!hashed.success) return; // the file is gone: then it is nobody's twin
    // Another take of the same length may lie there by now
    const { identity } = hashed.data;
    const was = media.getLocation(versionId);
    if (was?.bytes !== identity.bytes || Math.abs(was.mtimeMs - identity.mtimeMs) >= 1) return;
    const label: StepLabel = { code: 'media.inspect', count: 1, name: fileName };
    const drafts: Draft[] = [{ t: 'media_versions', id: versionId, k: 'set', v: { hash: { sha1: hashed.data.sha1 } } }];
    mutator.mutate({ label, drafts, undoable: false });
  }
  return {
    /** True when the library has versions of this size; their hashes are known afterwards. */
    async prepare(bytes: number, signal: AbortSignal): Promise<boolean> {
      const same = media.listOfSize(bytes);
      for (const version of same) await ensureHash(version, signal);
      return same.length > 0;
    },
  };
}
