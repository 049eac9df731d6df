import { inOrder, timingOf } from '../../shared/domain/cues.ts';
import type { CaptionRepair } from '../../shared/domain/import-plan.ts';
import type { Note, PlacedCue } from './caption-blocks.ts';
import { balancedTags } from './caption-text.ts';
import { DEFAULT_CUE_MS } from './caption-times.ts';

/** Cues in the order of time, one after the other, each of which shows something for a while and has its tags in pairs. */
export function repairCues(cues: readonly PlacedCue[], note: Note): PlacedCue[] {
  const shown = cues.filter((cue) => {
    if (cue.text === '') note(repairOf('EMPTY_CUE', cue, timingOf(cue), ''));
    return cue.text !== '';
  });
  const turned = shown.map((cue) => tagged(lasting(cue, note), note));
  return apart(ordered(turned, note), note);
}

const repairOf = (code: CaptionRepair['code'], { line }: PlacedCue, before: string, after: string): CaptionRepair => ({
  code,
  line,
  before,
  after,
});

function lasting(cue: PlacedCue, note: Note): PlacedCue {
  if (cue.endMs > cue.startMs) return cue;
  const { startMs, endMs } = cue;
  const isTurned = endMs < startMs;
  const mended = { ...cue, ...(isTurned ? { startMs: endMs, endMs: startMs } : { endMs: startMs + DEFAULT_CUE_MS }) };
  note(repairOf('END_BEFORE_START', cue, timingOf(cue), timingOf(mended)));
  return mended;
}

function tagged(cue: PlacedCue, note: Note): PlacedCue {
  const text = balancedTags(cue.text);
  if (text === cue.text || text.trim() === '') return cue;
  note(repairOf('BAD_TAG', cue, cue.text, text));
  return { ...cue, text };
}

function ordered(cues: readonly PlacedCue[], note: Note): PlacedCue[] {
  let latestMs = 0;
  for (const cue of cues) {
    if (cue.startMs < latestMs) note(repairOf('OUT_OF_ORDER', cue, timingOf(cue), timingOf(cue)));
    latestMs = Math.max(latestMs, cue.startMs);
  }
  return inOrder(cues) as PlacedCue[];
}

/** Two that are shown in one place at one time cover each other; ones with a place of their own are meant to. */
function apart(cues: readonly PlacedCue[], note: Note): PlacedCue[] {
  const out: PlacedCue[] = [];
  for (const cue of cues) {
    const above = out.at(-1);
    const isOver = above && cue.startMs < above.endMs && above.settings === '' && cue.settings === '';
    if (!isOver) {
      out.push(cue);
      continue;
    }
    const isTogether = cue.startMs === above.startMs;
    const mended = isTogether ? together(above, cue) : { ...above, endMs: cue.startMs };
    out[out.length - 1] = mended;
    if (!isTogether) out.push(cue);
    note(repairOf('OVERLAP', cue, timingOf(above), isTogether ? mended.text : timingOf(mended)));
  }
  return out;
}

function together(above: PlacedCue, cue: PlacedCue): PlacedCue {
  const text = above.text === cue.text ? above.text : `${above.text}\n${cue.text}`;
  return { ...above, text, endMs: Math.max(above.endMs, cue.endMs), before: [...above.before, ...cue.before] };
}
