import { z } from 'zod';
import { deviceName } from '../../shared/domain/device.ts';
import { readFileIfThere, writeFileAtomically } from './atomic-file.ts';

const schema = z.strictObject({ name: deviceName });
const MAX_CHARS = deviceName.maxLength ?? 0;

/** The system's name for the computer, as short as ours are; macOS adds the network's part. */
export function shortHostName(hostName: string): string {
  const short = hostName.trim().replace(/\.local$/i, '');
  return short.slice(0, MAX_CHARS).toWellFormed().trim() || 'Computer';
}

/**
 * What this computer is called, in a file of its own: it belongs to the computer, not to an account, and a backup of the
 * data that is opened elsewhere does not take it along. Writing throws what the disk throws.
 */
export function createDeviceName(file: string, hostName: string) {
  const fallback = shortHostName(hostName);
  function typed(): string {
    const content = readFileIfThere(file);
    try {
      return content ? schema.parse(JSON.parse(content.toString('utf8'))).name : '';
    } catch {
      return ''; // a damaged file is a name that is typed again
    }
  }
  const read = () => ({ name: typed(), hostName: fallback });
  return {
    read,
    /** The one to show: what was typed, else the system's. */
    current: (): string => typed() || fallback,
    save(name: string) {
      writeFileAtomically(file, JSON.stringify({ name }));
      return read();
    },
  };
}
export type DeviceName = ReturnType<typeof createDeviceName>;
