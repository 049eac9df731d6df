import { createLiveDevice, type LiveDevice } from '../integration/sync-live.ts';
import { anyDriver, newInstructor, startSandbox } from '../integration/sync-rig.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';
import { report, summarise } from './report.ts';

/**
 * How soon an edit on one computer shows on another: `npm run bench:hints [-- --json FILE]`. Two computers of one
 * person with the app's own engine, session and client, against the sandbox; all of it on this machine.
 */
const EDITS = 200;
const WARM_UP = 10;

export interface HintFigures {
  /** From the hint's arrival to the rows in the tables, in milliseconds. */
  readonly hintToVisibleMs: readonly number[];
  /** From the commit on one computer to the rows in the tables of the other; the 150 ms that a burst is waited for included. */
  readonly editToVisibleMs: readonly number[];
}

async function until(what: string, look: () => boolean): Promise<void> {
  const endMs = Date.now() + 60_000;
  while (!look()) {
    if (Date.now() > endMs) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** One edit at a time, so that each hint is of one edit. */
async function measureEdits(writer: LiveDevice, reader: LiveDevice, edits: number): Promise<HintFigures> {
  const hintToVisibleMs: number[] = [];
  const editToVisibleMs: number[] = [];
  let hintAtMs: number | null = null;
  let seen = new Set<string>();
  reader.onHint(() => void (hintAtMs ??= performance.now()));
  reader.onApplied((rows) => void (seen = new Set(rows.map(({ id }) => id))));
  for (let n = 0; n < edits + WARM_UP; n++) {
    await until('both quiet', () => writer.isQuiet() && reader.isQuiet() && writer.waiting() === 0);
    hintAtMs = null;
    const shown = new Promise<number>((resolve) => {
      const forget = reader.onApplied(() => {
        if (!seen.has(id)) return;
        forget();
        resolve(performance.now());
      });
    });
    const startedAtMs = performance.now();
    const id = writer.newCourse(`Edit ${n}`);
    const shownAtMs = await shown;
    // Pulled by chance before its hint came: that is as good, and no sample of a hint.
    const hintedAtMs = hintAtMs as number | null;
    if (n < WARM_UP) continue;
    editToVisibleMs.push(shownAtMs - startedAtMs);
    if (hintedAtMs !== null) hintToVisibleMs.push(shownAtMs - hintedAtMs);
  }
  return { hintToVisibleMs, editToVisibleMs };
}

/** Measures on a running sandbox, with a person of its own. */
export async function measureHints(sandbox: SupabaseSandbox, edits = EDITS): Promise<HintFigures> {
  const person = await newInstructor(sandbox);
  const [writer, reader] = [createLiveDevice(sandbox), createLiveDevice(sandbox)];
  try {
    for (const device of [writer, reader]) await device.begin(person);
    await until('both listening', () => [writer, reader].every((device) => device.lastHintState() === 'listening'));
    return await measureEdits(writer, reader, edits);
  } finally {
    for (const device of [writer, reader]) await device.close();
  }
}

if (import.meta.main) {
  const sandbox = await startSandbox(anyDriver);
  const { hintToVisibleMs, editToVisibleMs } = await measureHints(sandbox);
  await sandbox.stop();
  report(`hints, ${sandbox.driver}`, {
    'hint to visible': summarise(hintToVisibleMs),
    'edit to visible on the other computer': summarise(editToVisibleMs),
  });
}
