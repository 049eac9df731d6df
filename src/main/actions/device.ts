import { ok } from '../../shared/ipc/result.ts';
import type { Handlers } from '../ipc/router.ts';

export interface DeviceDeps {
  readonly device: {
    readonly read: () => { readonly name: string; readonly hostName: string };
    readonly save: (name: string) => { readonly name: string; readonly hostName: string };
  };
  /** It is called otherwise from now on: other windows show it, the server is told. */
  readonly onRename: () => void;
}

export function createDeviceActions({
  device,
  onRename,
}: DeviceDeps): Pick<Handlers, Extract<keyof Handlers, `device.${string}`>> {
  return {
    'device.get': () => ok(device.read()),
    'device.save'({ name }) {
      const saved = device.save(name);
      onRename();
      return ok(saved);
    },
  };
}
