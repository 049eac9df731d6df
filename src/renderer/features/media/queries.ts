import { queryOptions } from '@tanstack/react-query';
import { call } from '../../lib/ipc-client.ts';

export const withoutPosterKey = ['media', 'without-poster'] as const;

/** The next versions that want a picture. */
export const withoutPosterQuery = queryOptions({
  queryKey: withoutPosterKey,
  queryFn: () => call('media.listWithoutPoster', { limit: 50 }),
});
