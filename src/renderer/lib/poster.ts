import { queryOptions } from '@tanstack/react-query';
import type { VersionId } from '../../shared/domain/ids.ts';

export const posterRevisionKey = (versionId: VersionId) => ['poster-revision', versionId] as const;

/**
 * How often main told of a new picture of a version; part of the picture's address, so that an `<img>` that found
 * none asks again. Written by the event bridge alone.
 */
export function posterRevisionQuery(versionId: VersionId) {
  return queryOptions({
    queryKey: posterRevisionKey(versionId),
    queryFn: () => 0,
    initialData: 0,
    gcTime: Number.POSITIVE_INFINITY,
  });
}

/** Where the page finds a version's picture; 404 when there is none. */
export function posterUrl(versionId: VersionId, revision: number): string {
  return `/poster/${versionId}?revision=${String(revision)}`;
}
