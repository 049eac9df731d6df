import { mutationOptions } from '@tanstack/react-query';
import { studioKeys } from '../features/studio/queries.ts';
import { call } from '../lib/ipc-client.ts';

export type StartVerb = 'app.retryStart' | 'app.setDataAside' | 'app.showDataFolder' | 'app.quit';

/** The ways on from a start that failed; whether the studio is open then is read again. */
export const goOn = mutationOptions({
  mutationFn: (verb: StartVerb) => call(verb, {}),
  onSettled: (_data, _error, _verb, _before, { client }) => client.invalidateQueries({ queryKey: studioKeys.info }),
});
