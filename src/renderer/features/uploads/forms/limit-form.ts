import { z } from 'zod';
import { speedLimit, type UploadSettings } from '../../../../shared/domain/upload-settings.ts';

/** The speed limit as it is typed: MB/s, `HH:MM`, weekdays. An empty limit is none. */
const MEGABYTE = 1_000_000;
const megabytes = z
  .string()
  .trim()
  .transform((text) => (text === '' ? null : Math.round(Number(text.replace(',', '.')) * MEGABYTE)))
  .pipe(speedLimit.nullable());
const clock = z
  .string()
  .regex(/^\d\d:\d\d$/)
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));

const typedValues = z.strictObject({
  limit: z.string(),
  hasHours: z.boolean(),
  from: z.string(),
  to: z.string(),
  weekdays: z.array(z.int()),
  hoursLimit: z.string(),
});
export type LimitValues = z.input<typeof typedValues>;

const fields = z
  .strictObject({
    limit: megabytes,
    hasHours: z.boolean(),
    from: clock,
    to: clock,
    weekdays: z.array(z.int()),
    hoursLimit: megabytes,
  })
  .refine(({ hasHours, weekdays }) => !hasHours || weekdays.length > 0, { path: ['weekdays'] });

const nothing = { from: '00:00', to: '00:00', weekdays: [], hoursLimit: '' };

/** Fields that are not shown have no faults: nobody could see or mend them. */
export const limitForm = typedValues
  .transform((values) => (values.hasHours ? values : { ...values, ...nothing }))
  .pipe(fields);
export type TypedLimit = z.output<typeof limitForm>;

const typed = (bytesPerSecond: number | null): string =>
  bytesPerSecond === null ? '' : String(bytesPerSecond / MEGABYTE);
const two = (value: number): string => String(value).padStart(2, '0');
const clockOf = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

/** What is offered when hours are switched on for the first time: a working day. */
const workingDay = { fromMinute: 9 * 60, toMinute: 18 * 60, weekdays: [1, 2, 3, 4, 5], limitBytesPerSecond: null };

type Limit = Pick<UploadSettings, 'limitBytesPerSecond' | 'hours'>;

export function limitValuesOf({ limitBytesPerSecond, hours }: Limit): LimitValues {
  const { fromMinute, toMinute, weekdays, limitBytesPerSecond: hoursLimit } = hours ?? workingDay;
  return {
    limit: typed(limitBytesPerSecond),
    hasHours: hours !== null,
    from: clockOf(fromMinute),
    to: clockOf(toMinute),
    weekdays: [...weekdays],
    hoursLimit: typed(hoursLimit),
  };
}

/** The settings that were typed. */
export function settingsOf(values: TypedLimit): Limit {
  const { limit, hasHours, from, to, weekdays, hoursLimit } = values;
  const hours = { fromMinute: from, toMinute: to, weekdays, limitBytesPerSecond: hoursLimit };
  return { limitBytesPerSecond: limit, hours: hasHours ? hours : null };
}
