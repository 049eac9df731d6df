import { z } from 'zod';

/** Bytes per second. Slower than the least, an upload would look dead to the service. */
export const speedLimit = z.int().min(50_000).max(10_000_000_000);
export const MINUTES_A_DAY = 1_440;
const minuteOfDay = z
  .int()
  .min(0)
  .max(MINUTES_A_DAY - 1);

/** Hours with a limit of their own. `toMinute` at or before `fromMinute` is of the next day. Weekdays: 0 is Sunday. */
export const limitHours = z.strictObject({
  fromMinute: minuteOfDay,
  toMinute: minuteOfDay,
  weekdays: z.array(z.int().min(0).max(6)).min(1).max(7),
  limitBytesPerSecond: speedLimit.nullable(),
});

/** When and how fast uploads are sent from this computer. A limit of null is none. */
export const uploadSettings = z.strictObject({
  limitBytesPerSecond: speedLimit.nullable(),
  /** Null: the limit above holds at all hours. */
  hours: limitHours.nullable(),
  pauseOnBattery: z.boolean(),
  /** Where the system says what a network costs; elsewhere none is taken for metered. */
  pauseOnMetered: z.boolean(),
  /** MP4 and MOV whose index comes last are stored with their index first. */
  indexFirst: z.boolean(),
});
export type UploadSettings = z.infer<typeof uploadSettings>;

export const defaultUploadSettings: UploadSettings = {
  limitBytesPerSecond: null,
  hours: null,
  pauseOnBattery: false,
  pauseOnMetered: false,
  indexFirst: false,
};
