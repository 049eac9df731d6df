import { MINUTES_A_DAY, type UploadSettings } from '../../shared/domain/upload-settings.ts';

/** A moment as the clock on the wall has it: weekday (0 is Sunday) and minute of the day. */
export interface LocalTime {
  readonly weekday: number;
  readonly minute: number;
}
export interface LimitNow {
  /** Null: no limit. */
  readonly bytesPerSecond: number | null;
  /** How long it stays so; null: until the settings change. */
  readonly minutesLeft: number | null;
}

type Limit = Pick<UploadSettings, 'limitBytesPerSecond' | 'hours'>;

/** The limit that holds at a moment, and for how long. A night shift belongs to the day on which it begins. */
export function limitAt(settings: Limit, time: LocalTime): LimitNow {
  const bytesPerSecond = limitOf(settings, time);
  if (!settings.hours) return { bytesPerSecond, minutesLeft: null };
  for (let minutes = 1; minutes <= 7 * MINUTES_A_DAY; minutes += 1) {
    if (limitOf(settings, after(time, minutes)) !== bytesPerSecond) return { bytesPerSecond, minutesLeft: minutes };
  }
  return { bytesPerSecond, minutesLeft: null };
}

const after = ({ weekday, minute }: LocalTime, minutes: number): LocalTime => {
  const total = minute + minutes;
  return { weekday: (weekday + Math.floor(total / MINUTES_A_DAY)) % 7, minute: total % MINUTES_A_DAY };
};

function limitOf({ hours, limitBytesPerSecond }: Limit, { weekday, minute }: LocalTime): number | null {
  if (!hours) return limitBytesPerSecond;
  const { fromMinute, toMinute, weekdays } = hours;
  const endsNextDay = toMinute <= fromMinute;
  const beganToday = weekdays.includes(weekday) && minute >= fromMinute && (endsNextDay || minute < toMinute);
  const beganYesterday = endsNextDay && weekdays.includes((weekday + 6) % 7) && minute < toMinute;
  return beganToday || beganYesterday ? hours.limitBytesPerSecond : limitBytesPerSecond;
}
