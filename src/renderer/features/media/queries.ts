import { queryOptions } from '@tanstack/react-query';
import type { VersionId } from '../../../shared/domain/ids.ts';
import { call } from '../../lib/ipc-client.ts';

export const withoutPosterKey = ['media', 'without-poster'] as const;

/** The next versions that want a picture. */
export const withoutPosterQuery = queryOptions({
  queryKey: withoutPosterKey,
  queryFn: () => call('media.listWithoutPoster', { limit: 20 }),
});

/**
 * How often main told of a new picture of a version; part of the picture's address, so that an `<img>` that found
 * none asks again. Written by the event bridge alone.
 */
export function posterRevisionQuery(versionId: VersionId) {
  return queryOptions({ queryKey: posterRevisionKey(versionId), queryFn: () => 0 });
}

export const posterRevisionKey = (versionId: VersionId) => ['media', 'poster-revision', versionId] as const;

/** Where the page finds a version's picture; 404 when there is none. */
export function posterUrl(versionId: VersionId, revision: number): string {
  return `/poster/${versionId}?revision=${String(revision)}`;
}

/** Where the page finds a version's bytes, with Range: from this disk, else from the bucket. */
export function mediaUrl(versionId: VersionId): string {
  return `/media/${versionId}`;
}
