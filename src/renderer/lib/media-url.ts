import type { VersionId } from '../../shared/domain/ids.ts';

/** Where the page finds a version's bytes, with Range: from this disk, else from the bucket. */
export function mediaUrl(versionId: VersionId): string {
  return `/media/${versionId}`;
}
