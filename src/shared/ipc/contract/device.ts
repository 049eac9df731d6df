import { z } from 'zod';
import { deviceName } from '../../domain/device.ts';
import { command, query, writeErrors } from '../define.ts';

const device = z.strictObject({
  /** As it was typed; empty for none. */
  name: z.string(),
  /** What the computer is called without that. */
  hostName: z.string(),
});

/** What this computer is called where it and another one have changed the same words. */
export const deviceRoutes = {
  'device.get': query({ input: z.strictObject({}), output: device, errors: [] }),
  'device.save': command({ input: z.strictObject({ name: deviceName }), output: device, errors: writeErrors }),
};
