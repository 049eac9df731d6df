import { z } from 'zod';
import { type ControlDoor, openControlDoor } from '../control-door.ts';
import { type Fault, fault } from './faults.ts';

/** What the control door needs of a running sandbox. */
export interface Controlled {
  readonly url: string;
  readonly driver: string;
  readonly publishableKey: string;
  setOffline(isOffline: boolean): Promise<void>;
  inject(fault: Fault): Promise<void>;
}
const nothing = z.strictObject({});

/** The sandbox's in-process faults, over `/_sandbox/…` on a loopback port of their own. */
export function openSupabaseControl(sandbox: Controlled, port: number): Promise<ControlDoor> {
  const { url, driver, publishableKey } = sandbox;
  const plain = (act: () => Promise<void>) => (body: unknown) => {
    nothing.parse(body);
    return act();
  };
  return openControlDoor(
    {
      'GET /_sandbox/state': () => ({ url, driver, publishableKey }),
      'POST /_sandbox/faults': (body) => sandbox.inject(fault.parse(body)),
      'POST /_sandbox/faults/clear': plain(() => sandbox.inject({ kind: 'clear' })),
      'POST /_sandbox/away': plain(() => sandbox.setOffline(true)),
      'POST /_sandbox/back': plain(() => sandbox.setOffline(false)),
    },
    port,
  );
}
