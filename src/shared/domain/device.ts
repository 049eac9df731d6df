import { z } from 'zod';

/** What somebody calls a computer, in at most 60 UTF-16 units (the server takes as many characters); empty: as its system does. */
export const deviceName = z.string().trim().max(60);
export const DEVICE_NAME_MAX_LENGTH = deviceName.maxLength ?? undefined;
