import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { CatchBoundary, RouterProvider } from '@tanstack/react-router';
import { Direction, Tooltip } from 'radix-ui';
import { Toaster } from '../components/toaster.tsx';
import { infoQuery } from '../features/studio/queries.ts';
import { StudioContext } from '../hooks/studio-context.ts';
import { CrashScreen } from './crash-screen.tsx';
import { KeyboardCommands } from './keyboard-commands.tsx';
import { ShortcutProvider } from './shortcut-provider.tsx';
import { StartProblemScreen } from './start-problem.tsx';
import type { StudioParts } from './studio.ts';

/** The providers, from the outside in, and the screen that the address names. */
export function App({ studio }: { readonly studio: StudioParts }) {
  return (
    <StudioContext value={studio}>
      <QueryClientProvider client={studio.queryClient}>
        <Direction.Provider dir={studio.dir}>
          <Tooltip.Provider delayDuration={500}>
            <CatchBoundary getResetKey={() => 'app'} errorComponent={CrashScreen}>
              <Screens router={studio.router} />
            </CatchBoundary>
            <Toaster dir={studio.dir} label={studio.t('app.notifications')} />
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
    <ShortcutProvider>
      <KeyboardCommands />
      <RouterProvider router={router} />
    </ShortcutProvider>
  );
}
