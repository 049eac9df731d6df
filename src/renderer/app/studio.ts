import type { QueryClient } from '@tanstack/react-query';
import { infoQuery } from '../features/studio/queries.ts';
import type { Studio } from '../hooks/studio-context.ts';
import { createCommandBus } from '../lib/command-bus.ts';
import { isPageCovered } from '../lib/dom.ts';
import { subscribe } from '../lib/ipc-client.ts';
import { createEventBridge } from './event-bridge.ts';
import { createQueryClient } from './query-client.ts';
import { createAppRouter } from './router.tsx';
import { followLocale, type SpeechSource } from './speech.ts';

/** Everything a window of the studio is made of. */
export interface StudioParts extends Pick<Studio, 'platform' | 'commands'> {
  readonly queryClient: QueryClient;
  readonly router: ReturnType<typeof createAppRouter>;
  readonly speech: SpeechSource;
}

/** Builds the window's parts and starts listening to main. Needs main's answer for the locale and the platform. */
export async function createStudio(): Promise<StudioParts> {
  const queryClient = createQueryClient();
  const commands = createCommandBus(isPageCovered);
  subscribe(
    createEventBridge({
      queryClient,
      onCommand: (command) => commands.request(command),
    }),
  );
  const { locale, platform } = await queryClient.fetchQuery(infoQuery);
  return {
    queryClient,
    commands,
    platform,
    router: createAppRouter(queryClient),
    speech: followLocale(queryClient, locale),
  };
}
