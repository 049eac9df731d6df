import type { VersionId } from '../../shared/domain/ids.ts';
import { err, ok } from '../../shared/ipc/result.ts';
import type { MediaTable } from '../db/tables/media.ts';
import type { Handlers } from '../ipc/router.ts';
import { notFound } from './context.ts';

type MediaHandlers = Pick<Handlers, 'media.reveal' | 'media.listWithoutPoster' | 'media.savePoster'>;

/** Pictures of versions, as files beside the database. An empty file says: none can be made, do not try again. */
export interface PosterStore {
  has(versionId: VersionId): boolean;
  write(versionId: VersionId, jpeg: Uint8Array): void;
}
export interface MediaDeps {
  readonly media: MediaTable;
  readonly posters: PosterStore;
  readonly fileExists: (path: string) => boolean;
  readonly reveal: (path: string) => void;
  readonly onPoster: (versionId: VersionId) => void;
}

export function createMediaActions({ media, posters, fileExists, reveal, onPoster }: MediaDeps): MediaHandlers {
  return {
    'media.reveal'({ versionId }) {
      const location = media.getLocation(versionId);
      if (!location) return notFound('file on this computer');
      if (!fileExists(location.path))
        return err('FILE_MISSING', 'the file is not where it was', { path: location.path });
      reveal(location.path);
      return ok({});
    },
    'media.listWithoutPoster'({ limit }) {
      const wanted = media.listVideosHere().filter((id) => !posters.has(id));
      return ok(wanted.slice(0, limit));
    },
    'media.savePoster'({ versionId, jpeg }) {
      if (!media.getVersion(versionId)) return notFound('video');
      posters.write(versionId, jpeg ?? new Uint8Array());
      onPoster(versionId);
      return ok({ versionId });
    },
  };
}
