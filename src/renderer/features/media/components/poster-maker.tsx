import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { VersionId } from '../../../../shared/domain/ids.ts';
import { useIsLeader } from '../../../hooks/use-is-leader.ts';
import { usePageVisible } from '../../../hooks/use-page-visible.ts';
import { call } from '../../../lib/ipc-client.ts';
import { mediaUrl } from '../../../lib/media-url.ts';
import { makePoster, type PosterMakerDeps } from '../poster-maker.ts';
import { posterOfImage } from '../small-jpeg.ts';
import { withoutPosterKey, withoutPosterQuery } from '../queries.ts';

/** Makes the missing pictures: in one window, while it is in sight, one by one in idle time. Draws nothing. */
export function PosterMaker() {
  const client = useQueryClient();
  const isLeader = useIsLeader('lectern.posters');
  const isVisible = usePageVisible();
  const enabled = isLeader && isVisible;
  const [passedOver, setPassedOver] = useState<readonly VersionId[]>([]);
  const { data: versionIds = [] } = useQuery({ ...withoutPosterQuery, enabled });
  const next = enabled ? versionIds.find((versionId) => !passedOver.includes(versionId)) : undefined;
  useEffect(() => {
    if (next === undefined) return undefined;
    const controller = new AbortController();
    const work = async () => {
      const outcome = await makePoster(next, deps, controller.signal);
      if (outcome === 'passed-over') setPassedOver((ids) => [...ids, next]);
      if (outcome === 'saved') await client.invalidateQueries({ queryKey: withoutPosterKey });
    };
    void work();
    return () => controller.abort();
  }, [client, next]);
  return null;
}

const deps: PosterMakerDeps = {
  idle: (signal) =>
    new Promise((resolve, reject) => {
      const handle = requestIdleCallback(() => resolve());
      const stop = () => {
        cancelIdleCallback(handle);
        reject(signal.reason as Error);
      };
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop, { once: true });
    }),
  contentType: async (versionId, signal) => {
    const { ok, headers } = await fetch(mediaUrl(versionId), { method: 'HEAD', signal });
    return ok ? (headers.get('content-type') ?? '') : null;
  },
  take: async ({ versionId, contentType }, signal) => {
    const url = mediaUrl(versionId);
    if (contentType.startsWith('image/')) return posterOfImage(await (await fetch(url, { signal })).blob());
    // The demuxers are large and nobody waits for them: they are loaded when the first picture is made.
    const { posterOfVideo } = await import('../poster-frame.ts');
    return posterOfVideo(url, signal);
  },
  save: (versionId, jpeg) => call('media.savePoster', { versionId, jpeg }),
};
