import type { QueryClient } from '@tanstack/react-query';
import { infoQuery } from '../features/studio/queries.ts';
import type { Studio } from '../hooks/studio-context.ts';
import { createCommandBus } from '../lib/command-bus.ts';
import { createFormats } from '../lib/format.ts';
import { subscribe } from '../lib/ipc-client.ts';
import { createMessages, wordsOf } from '../lib/messages.ts';
import { createEventBridge } from './event-bridge.ts';
import { createQueryClient } from './query-client.ts';
import { createAppRouter } from './router.tsx';

/** Everything a window of the studio is made of. */
export interface StudioParts extends Studio {
  readonly queryClient: QueryClient;
  readonly router: ReturnType<typeof createAppRouter>;
  /** The language of the words and its direction. */
  readonly language: string;
  readonly dir: 'ltr' | 'rtl';
}

/** Builds the window's parts and starts listening to main. Needs main's answer for the locale and the platform. */
export async function createStudio(): Promise<StudioParts> {
  const queryClient = createQueryClient();
  const commands = createCommandBus();
  subscribe(
    createEventBridge({
      queryClient,
      onCommand: (command) => commands.run(command),
    }),
  );
  const { locale, platform } = await queryClient.fetchQuery(infoQuery);
  const messages = createMessages(locale);
  const language = messages.resolvedLanguage ?? 'en';
  const t = wordsOf(messages);
  return {
    queryClient,
    commands,
    platform,
    t,
    router: createAppRouter(queryClient),
    formats: createFormats(locale, t('unit.justNow')),
    language,
    dir: messages.dir(language),
  };
}
