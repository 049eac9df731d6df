import { useNavigate } from '@tanstack/react-router';
import { useMutation } from '@tanstack/react-query';
import { pickFolder } from '../features/imports/mutations.ts';
import { useCommand } from '../hooks/use-command.ts';
import { useErrorToast } from '../hooks/use-error-toast.ts';

/** Commands that lead elsewhere from anywhere; a screen that knows better handles them itself. Draws nothing. */
export function RootCommands() {
  const navigate = useNavigate();
  const sayError = useErrorToast();
  const pick = useMutation(pickFolder);
  useCommand('settings', () => void navigate({ to: '/settings/$section', params: { section: 'account' } }));
  useCommand('import', () =>
    pick.mutate(undefined, {
      onSuccess: (plan) => {
        if (plan) void navigate({ to: '/import/$planId', params: { planId: plan.planId } });
      },
      onError: sayError,
    }),
  );
  return null;
}
