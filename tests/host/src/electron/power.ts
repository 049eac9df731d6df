import { strict } from '../page/guard.ts';
import { apiEmitter } from './api.ts';

const POWER_EVENTS = [
  'suspend',
  'resume',
  'on-ac',
  'on-battery',
  'shutdown',
  'lock-screen',
  'unlock-screen',
  'speed-limit-change',
  'thermal-state-change',
  'user-did-become-active',
  'user-did-resign-active',
];

/** `powerMonitor` of a computer that stands on a desk. Its events come from tests: `powerMonitor.emit('resume')`. */
export class PowerMonitor extends apiEmitter('powerMonitor', POWER_EVENTS) {
  onBatteryPower = false;

  isOnBatteryPower(): boolean {
    return this.onBatteryPower;
  }

  getSystemIdleTime(): number {
    return 0;
  }

  getSystemIdleState(): string {
    return 'active';
  }

  getCurrentThermalState(): string {
    return 'nominal';
  }
}

/** `powerSaveBlocker`: nothing is kept awake, but what is asked for can be read back with `isStarted`. */
export function createPowerSaveBlocker(): object {
  const started = new Map<number, string>();
  let lastId = 0;
  return strict('powerSaveBlocker', {
    start(type: string): number {
      if (!/^prevent-(app-suspension|display-sleep)$/.test(type)) throw new TypeError(`Invalid type ${type}`);
      lastId += 1;
      started.set(lastId, type);
      return lastId;
    },
    stop: (id: number) => started.delete(id),
    isStarted: (id: number) => started.has(id),
  });
}
