const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Numbers as the user's locale writes them. Made once per locale (Intl objects are costly). */
export interface Formats {
  /** For what is formatted elsewhere: prices. */
  readonly locale: string;
  /** 3:10 · 1:12:40 · – for null. */
  readonly duration: (ms: number | null) => string;
  /** 2 h 41 min · 42 min · 50 s: for totals and remaining times. */
  readonly span: (ms: number) => string;
  /** 1.2 GB, 3.0 MB, in decimal units as file managers show them: for columns, always one decimal from MB up. */
  readonly bytes: (bytes: number) => string;
  /** 1.2 GB, 18 GB: for sentences, without a decimal that says nothing. */
  readonly amount: (bytes: number) => string;
  /** 12 MB/s. */
  readonly speed: (bytesPerSecond: number) => string;
  readonly count: (value: number) => string;
  /** 62 %, rounded down so that 100 % means all. */
  readonly percent: (fraction: number) => string;
  /** Relative under an hour, the clock the same day, the date beyond. */
  readonly time: (atMs: number, nowMs: number) => string;
  /** The clock the same day, the date beyond: for words that are not drawn again every minute. */
  readonly clock: (atMs: number, nowMs: number) => string;
  /** The clock: 18:40, 6:40 PM. */
  readonly hour: (atMs: number) => string;
  /** The clock within a day from now, else date and clock: for what is to come. */
  readonly until: (atMs: number, nowMs: number) => string;
  /** Date and clock. */
  readonly moment: (atMs: number) => string;
  /** Monday, Mon; 0 is Sunday. */
  readonly weekday: (day: number, style: 'long' | 'short') => string;
  /** A B C and so on. */
  readonly list: (items: readonly string[]) => string;
  /** "English" for `en`; the tag itself when nobody knows it; null for `und`. */
  readonly language: (tag: string) => string | null;
  /** The order of words in a list. */
  readonly compare: (a: string, b: string) => number;
}

/** `locale` is a BCP 47 tag; `justNow` is what `time` says within a minute, else the locale's own "now". */
export function createFormats(locale: string, justNow?: string): Formats {
  const count = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const moments = createMoments(locale, justNow);
  const languages = new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' });
  const { bytes, amount, speed } = createBytes(locale);
  const duration = createDuration(locale);
  return {
    locale,
    compare: new Intl.Collator(locale).compare,
    duration: (ms) => (ms === null ? '–' : duration(ms)),
    span: createSpan(locale),
    bytes,
    amount,
    speed,
    count: (value) => count.format(value),
    percent: (fraction) => percent.format(Math.floor(Math.min(1, Math.max(0, fraction)) * 100) / 100),
    ...moments,
    weekday: createWeekdays(locale),
    list: (items) => list.format(items),
    language: (tag) => (tag === 'und' ? null : (languages.of(tag) ?? tag)),
  };
}

function createWeekdays(locale: string): Formats['weekday'] {
  const form = (weekday: 'long' | 'short') => new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' });
  const forms = { long: form('long'), short: form('short') };
  // The fourth of January 1970 was a Sunday.
  return (day, style) => forms[style].format(Date.UTC(1970, 0, 4 + day));
}

function createDuration(locale: string): (ms: number) => string {
  const first = new Intl.NumberFormat(locale, { useGrouping: false });
  const two = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2 });
  return (ms) => {
    const seconds = Math.round(ms / 1_000);
    const hours = Math.floor(seconds / 3_600);
    const minutes = Math.floor((seconds % 3_600) / 60);
    const rest = two.format(seconds % 60);
    return hours > 0 ? `${first.format(hours)}:${two.format(minutes)}:${rest}` : `${first.format(minutes)}:${rest}`;
  };
}

function createSpan(locale: string): (ms: number) => string {
  const unit = (name: 'hour' | 'minute' | 'second', unitDisplay: 'short' | 'narrow') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay });
  const [hour, minute, second] = [unit('hour', 'narrow'), unit('minute', 'short'), unit('second', 'short')];
  return (ms) => {
    if (ms < MINUTE_MS) return second.format(Math.round(ms / 1_000));
    const minutes = Math.round(ms / MINUTE_MS);
    if (minutes < 60) return minute.format(minutes);
    const rest = minutes % 60;
    const hours = spaced(hour.formatToParts(Math.floor(minutes / 60)));
    return rest === 0 ? hours : `${hours} ${minute.format(rest)}`;
  };
}

/** English has only `hr` and an unspaced `h`; the narrow form with a space is `2 h`. */
function spaced(parts: readonly Intl.NumberFormatPart[]): string {
  return parts
    .map(({ value }) => value.trim())
    .filter(Boolean)
    .join(' ');
}

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

type ByteForms = Record<'even' | 'small' | 'large', Intl.NumberFormat>;

/** By power of a thousand; `suffix` makes a speed of them. */
function byteForms(locale: string, suffix: '' | '-per-second'): readonly ByteForms[] {
  return byteUnits.map((name, power) => {
    const unitDisplay = power === 0 && suffix === '' ? 'long' : 'short';
    const fine = { style: 'unit', unit: `${name}${suffix}`, unitDisplay } as const;
    const decimals = power < 2 ? 0 : 1;
    const most = { ...fine, maximumFractionDigits: decimals };
    return {
      even: new Intl.NumberFormat(locale, { ...most, minimumFractionDigits: decimals }),
      small: new Intl.NumberFormat(locale, most),
      large: new Intl.NumberFormat(locale, { ...fine, maximumFractionDigits: 0 }),
    };
  });
}

function createBytes(locale: string): Pick<Formats, 'bytes' | 'amount' | 'speed'> {
  const [sizes, speeds] = [byteForms(locale, ''), byteForms(locale, '-per-second')];
  const write = (forms: readonly ByteForms[], bytes: number, formOf: (value: number) => 'even' | 'small' | 'large') => {
    const power = Math.min(byteUnits.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
    const value = bytes / 1_000 ** power;
    return forms[power]?.[formOf(value)].format(value) ?? String(bytes);
  };
  const short = (value: number) => (value < 100 ? 'small' : 'large');
  return {
    bytes: (bytes) => write(sizes, bytes, () => 'even'),
    amount: (bytes) => write(sizes, bytes, short),
    speed: (bytes) => write(speeds, bytes, short),
  };
}

function createMoments(
  locale: string,
  justNow?: string,
): Pick<Formats, 'time' | 'clock' | 'hour' | 'until' | 'moment'> {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const hours = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  const clock = (atMs: number, nowMs: number) => {
    const [at, now] = [new Date(atMs), new Date(nowMs)];
    if (at.toDateString() === now.toDateString()) return hours.format(at);
    return (at.getFullYear() === now.getFullYear() ? day : date).format(at);
  };
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return {
    clock,
    hour: (atMs) => hours.format(atMs),
    until: (atMs, nowMs) => (atMs - nowMs < 24 * HOUR_MS ? hours : moment).format(atMs),
    moment: (atMs) => moment.format(atMs),
    time: (atMs, nowMs) => {
      const agoMs = nowMs - atMs;
      if (agoMs < MINUTE_MS) return justNow ?? relative.format(0, 'second');
      return agoMs < HOUR_MS ? relative.format(-Math.floor(agoMs / MINUTE_MS), 'minute') : clock(atMs, nowMs);
    },
  };
}
