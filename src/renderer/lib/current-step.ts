import { call } from './ipc-client.ts';

/** Nobody's step: main could not be asked. */
export const NO_STEP = -1;

/** The last step of main's history that is not undone; 0: none is. */
export const currentStep = (): Promise<number> =>
  call('history.peek', {}).then(
    (peeked) => peeked.currentN,
    () => NO_STEP,
  );
