/** Longer than any recording; a larger time is a slip. */
export const MAX_CUE_MS = 100 * 3_600_000 - 1;

const pad = (value: number, width: number): string => String(Math.floor(value)).padStart(width, '0');

/** `00:01:02.345` */
export function formatCueTime(ms: number): string {
  const [hours, minutes, seconds] = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1_000) % 60];
  return `${pad(hours, 2)}:${pad(minutes, 2)}:${pad(seconds, 2)}.${pad(ms % 1_000, 3)}`;
}

/** A time as WebVTT has it, in ms; null when it is none. A comma for the point, as SRT has it, is taken, too. */
export function readCueTime(text: string): number | null {
  const found = /^(?:(\d{2,}):)?([0-5]\d):([0-5]\d)[.,](\d{3})$/.exec(text.trim());
  if (!found) return null;
  const [, hours = '0', minutes, seconds, ms] = found;
  return (Number(hours) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1_000 + Number(ms);
}

/**
 * A time as people type it (`1:02`, `62`, `1:02.5`, `1:02:03,25`), in ms; null when it is none. Minutes and seconds over 59
 * count on, so that what another tool miscounted still means something.
 */
export function readTypedTime(text: string): number | null {
  const found = /^(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,5})(?:[.,](\d{1,3}))?$/.exec(text.trim());
  if (!found) return null;
  const [, hours = '0', minutes = '0', seconds, fraction = ''] = found;
  const ms =
    (Number(hours) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1_000 + Number(fraction.padEnd(3, '0'));
  return ms <= MAX_CUE_MS ? ms : null;
}

/** A time to be typed over: `1:02`, `1:02:03`, with the part of a second only where there is one. */
export function formatTypedTime(ms: number): string {
  const [hours, minutes, seconds] = [Math.floor(ms / 3_600_000), (ms / 60_000) % 60, (ms / 1_000) % 60];
  const clock = hours > 0 ? `${String(hours)}:${pad(minutes, 2)}` : pad(minutes, 1);
  const rest = ms % 1_000;
  return `${clock}:${pad(seconds, 2)}${rest > 0 ? `.${pad(rest, 3)}`.replace(/0+$/, '') : ''}`;
}
