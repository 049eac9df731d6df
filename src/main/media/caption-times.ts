import { readTypedTime } from '../../shared/domain/cue-time.ts';
import { timingOf } from '../../shared/domain/cues.ts';

/** A cue of which only the beginning can be read is shown for so long. */
export const DEFAULT_CUE_MS = 2_000;

/** A time with the points, commas and colons that people and tools take for each other: `00:00:05:250`, `0;00;05,2`. */
function guessTime(text: string): number | null {
  const plain = text.replace(/\s+/g, '').replace(/[;：]/g, ':');
  const withFraction = /^(\d+:\d+:\d+):(\d{1,3})$/.exec(plain);
  const lettered = plain.replace(/[oO]/g, '0').replace(/[lI]/g, '1');
  return readTypedTime(withFraction ? `${withFraction[1] ?? ''}.${withFraction[2] ?? ''}` : lettered);
}

const ARROW = /\s*(?:-{1,3}\s*>|[–—→]\s*>?|=+>|\s-\s|\bto\b)\s*/;
const TIME = String.raw`[\doOlI]+(?:[:;：][\doOlI]+)+(?:[.,:;]\d+)?`;
const PAIR = new RegExp(String.raw`^\s*(${TIME})\D{0,6}?\s+(${TIME})(.*)$`);

/** What a timing line that nobody can read may have meant, as WebVTT writes it; null when that cannot be told. */
export function guessTiming(text: string): string | null {
  const [, first = '', second = '', settings = ''] = PAIR.exec(text.replace(ARROW, ' ')) ?? [];
  const [startMs, endMs] = [guessTime(first), guessTime(second)];
  if (startMs !== null && endMs !== null) return timingOf({ startMs, endMs, settings: settings.trim() });
  const [start = ''] = text.split(/-->|->|→/);
  const alone = text.includes('>') || text.includes('→') ? guessTime(start) : null;
  return alone === null ? null : timingOf({ startMs: alone, endMs: alone + DEFAULT_CUE_MS, settings: '' });
}
