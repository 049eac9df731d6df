import { useQuery } from '@tanstack/react-query';
import type { VersionId } from '../../shared/domain/ids.ts';
import { posterRevisionQuery, posterUrl } from '../lib/poster.ts';

/** The address of a version's picture; another one as soon as main has a new picture. */
export function usePosterUrl(versionId: VersionId | null): string | null {
  const revision = useQuery({ ...posterRevisionQuery(versionId ?? ('' as VersionId)), enabled: versionId !== null });
  return versionId && posterUrl(versionId, revision.data);
}
