/**
 * Hybrid logical clock stamps: `<13 digits of ms>-<4 hex counter>-<8 hex node>`. They compare as plain
 * strings (bytewise), so the database can compare them too (`collate "C"`).
 * Kulkarni et al., "Logical Physical Clocks", 2014.
 */
export type Hlc = string;

const MAX_COUNTER = 0xffff;

/** The next stamp after `last` (empty for none) at wall time `nowMs`, never going back when the wall clock does. */
export function tick(last: Hlc, nowMs: number, node: string): Hlc {
  const lastMs = last ? Number(last.slice(0, 13)) : -1;
  const ms = Math.floor(nowMs); // stamps hold whole milliseconds: a later fraction of one is not a later stamp
  if (ms > lastMs) return format(ms, 0, node);
  const counter = Number.parseInt(last.slice(14, 18), 16) + 1;
  return counter > MAX_COUNTER ? format(lastMs + 1, 0, node) : format(lastMs, counter, node);
}

/** Which computer made a stamp. */
export const nodeOf = (stamp: Hlc): string => stamp.slice(19);

/** The later of two stamps; used when stamps from elsewhere arrive. */
export function later(a: Hlc, b: Hlc): Hlc {
  return a > b ? a : b;
}

function format(ms: number, counter: number, node: string): Hlc {
  return `${String(ms).padStart(13, '0')}-${counter.toString(16).padStart(4, '0')}-${node}`;
}
