import type { VersionId } from '../../shared/domain/ids.ts';
import { err, ok } from '../../shared/ipc/result.ts';
import { isOnlyShown } from '../../shared/domain/lesson-files.ts';
import type { Location, MediaTable } from '../db/tables/media.ts';
import type { Handlers } from '../ipc/router.ts';
import { notFound } from './context.ts';

type MediaHandlers = Pick<Handlers, Extract<keyof Handlers, `media.${string}`>>;

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
  readonly open: (path: string) => void;
  readonly pickFiles: (windowId: number, several: boolean) => Promise<readonly string[]>;
  /** The file at this path, when it holds the very bytes of the version as far as anybody knows them. */
  readonly findSame: (
    wanted: { readonly bytes: number; readonly sha1: string | null; readonly mtimeMs: number | null },
    path: string,
  ) => Promise<{ readonly identity: Omit<Location, 'versionId' | 'path'>; readonly isCompared: boolean } | null>;
  /** The file of a version is somewhere else on this disk now. */
  readonly onPlaced: (versionId: VersionId) => void;
  readonly onPoster: (versionId: VersionId) => void;
}

export function createMediaActions(deps: MediaDeps): MediaHandlers {
  const { media, posters, fileExists, reveal, onPoster } = deps;

  function showWith(versionId: VersionId, show: (path: string) => void) {
    const location = media.getLocation(versionId);
    if (!location) return notFound('file on this computer');
    if (!fileExists(location.path)) return err('FILE_MISSING', 'the file is not where it was', { path: location.path });
    show(location.path);
    return ok({});
  }

  return {
    'media.reveal': ({ versionId }) => showWith(versionId, reveal),
    'media.open': ({ versionId }) => showWith(versionId, (path) => (isOnlyShown(path) ? deps.open : reveal)(path)),
    async 'media.pickFile'({ versionId }, { windowId }) {
      const version = media.getVersion(versionId);
      if (!version) return notFound('file');
      const [path] = await deps.pickFiles(windowId, false);
      if (path === undefined) return ok({ isFound: false, isCompared: false });
      const { bytes, sha1 } = version;
      const mtimeMs = media.getLocation(versionId)?.mtimeMs ?? null;
      const found = await deps.findSame({ bytes, sha1, mtimeMs }, path);
      if (!found) return err('FILE_DIFFERS', 'the file is not the one that is missing');
      media.saveLocation({ versionId, path, ...found.identity });
      media.setWanted(versionId, true);
      deps.onPlaced(versionId);
      return ok({ isFound: true, isCompared: found.isCompared });
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
