import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { CatchBoundary, RouterProvider } from '@tanstack/react-router';
import { Direction, Tooltip } from 'radix-ui';
import { useLayoutEffect, useMemo, useSyncExternalStore } from 'react';
import { Toaster } from '../components/toaster.tsx';
import { infoQuery } from '../features/studio/queries.ts';
import { StudioContext } from '../hooks/studio-context.ts';
import { CrashScreen } from './crash-screen.tsx';
import { KeyboardCommands } from './keyboard-commands.tsx';
import { SettingsProvider } from './settings-provider.tsx';
import { StartProblemScreen } from './start-problem.tsx';
import type { StudioParts } from './studio.ts';

interface AppProps {
  readonly studio: StudioParts;
}

/** The providers, from the outside in, and the screen that the address names. */
export function App({ studio: { speech: source, platform, commands, queryClient, router } }: AppProps) {
  const { t, formats, language, dir } = useSyncExternalStore(source.subscribe, source.current);
  const studio = useMemo(() => ({ t, formats, platform, commands }), [t, formats, platform, commands]);
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = dir;
  }, [language, dir]);
  return (
    <StudioContext value={studio}>
      <QueryClientProvider client={queryClient}>
        <Direction.Provider dir={dir}>
          <Tooltip.Provider delayDuration={500}>
            <CatchBoundary getResetKey={() => 'app'} errorComponent={CrashScreen}>
              <Screens router={router} />
            </CatchBoundary>
            <Toaster dir={dir} label={t('app.notifications')} />
          </Tooltip.Provider>
        </Direction.Provider>
      </QueryClientProvider>
    </StudioContext>
  );
}

/** The studio, or why it cannot open; main tells when that changes. */
function Screens({ router }: Pick<StudioParts, 'router'>) {
  const { data } = useQuery(infoQuery);
  if (data?.problem) return <StartProblemScreen key={data.problem.code} problem={data.problem} />;
  return (
    <SettingsProvider>
      <KeyboardCommands />
      <RouterProvider router={router} />
    </SettingsProvider>
  );
}
