import { err, ok, type Result } from '../../shared/ipc/result.ts';
import type { Round } from './cycle.ts';
import { checkDigest } from './digest.ts';
import type { PullAnswer, ServerError } from './ports.ts';
import { sendForgotten, startOver } from './start-over.ts';

const PAGE_ROWS = 1_000;
/** So that a large page never holds the main loop for more than a few milliseconds. */
const SLICE_ROWS = 100;
const QUICK_MS = 5_000;

type Page = Extract<PullAnswer, { kind: 'page' }>;
export type PullError = ServerError | 'REVOKED' | 'FORKED';

/**
 * Rows first, then the cursor: a crash in between pulls the same page again, which changes nothing. What is gone goes
 * before: the same id may have been made again since (a link's comes from its ends).
 */
async function applyPage(round: Round, page: Page): Promise<void> {
  for (let start = 0; start < page.gone.length; start += SLICE_ROWS) {
    round.changed(round.store.dropRows(page.gone.slice(start, start + SLICE_ROWS)));
    await round.breathe();
  }
  for (let start = 0; start < page.rows.length; start += SLICE_ROWS) {
    round.changed(round.store.applyRows(page.rows.slice(start, start + SLICE_ROWS)));
    await round.breathe();
  }
  const { upto: cursor, epoch, head, conflicts } = page;
  round.store.finishPage({ cursor, epoch, head, conflicts });
}

/** Only here, with everything up to the server's head applied, may what was sent be let go of. */
async function arrive(round: Round, page: Page): Promise<void> {
  if (round.store.isResyncing()) round.changed(round.store.sweep());
  for (let isDone = false; !isDone;) {
    // By the server's clock: one of ours that leaps ahead would empty the journal.
    const dropped = round.store.dropAcked(page.upto, SLICE_ROWS, page.serverNowMs);
    round.changed(dropped.changed);
    isDone = dropped.isDone;
    await round.breathe();
  }
  round.store.settleClock(page.serverNowMs);
  round.flush();
}

/**
 * The clock of this computer may have been set since the greeting: what follows is stamped by it. An answer that took long
 * says too little about when the server gave it.
 */
function compareClocks({ store, clock }: Round, sentAtMs: number, answer: PullAnswer): void {
  const nowMs = clock.nowMs();
  if (answer.kind === 'page' && nowMs - sentAtMs < QUICK_MS)
    store.learnClock(answer.serverNowMs - (sentAtMs + nowMs) / 2);
}

async function askPage(round: Round, cursor: number, epoch: string | null): Promise<Result<PullAnswer, ServerError>> {
  const { clientId } = round.position();
  const sentAtMs = round.clock.nowMs();
  const answer = await round.server.pull({ ...round.at, clientId, cursor, epoch, limit: PAGE_ROWS }, round.signal);
  if (answer.success) compareClocks(round, sentAtMs, answer.data);
  return answer;
}

/**
 * Pulls page after page up to the server's head. What several pages bring is told together, at the end: the screens
 * never go through a state that no computer was ever in. Only a first pull, which may take long, shows as it comes.
 * The next page is on its way while one is written: the server works while we do.
 */
export async function pullAll(round: Round): Promise<Result<null, PullError>> {
  const isAtStart = round.position().cursor === 0;
  if (isAtStart) round.store.beginFirst();
  const isFirst = isAtStart && !round.store.isResyncing();
  let asked: ReturnType<typeof askPage> | null = null;
  let hasRepaired = false;
  for (;;) {
    const { cursor, epoch, lastSeq, pulledFrom } = round.position();
    const answer: Result<PullAnswer, ServerError> = await (asked ?? askPage(round, cursor, epoch));
    if (!answer.success) return answer;
    const page: PullAnswer = answer.data;
    if (page.kind === 'revoked') return err('REVOKED', 'no longer a member of the workspace');
    if (page.kind === 'reset') return startOver(round, page);
    if (page.lastSeq > lastSeq) {
      round.store.rotate(round.newId(), round.clock.nowMs());
      return err('FORKED', 'the server knows later mutations of this client than we do');
    }
    if (page.lastSeq < lastSeq) return sendForgotten(round); // all were confirmed before this pull began
    // At the start of everything the server has nothing to compare: only we know that its history was another one.
    if (epoch !== null && page.epoch !== epoch) return startOver(round, { epoch: page.epoch, lostAfter: 0 });
    // Away for so long that tombstones went which it has not seen. One that began at the start after that is not.
    if (cursor > 0 && page.gc > Math.max(cursor, pulledFrom))
      return startOver(round, { epoch: page.epoch, lostAfter: page.head }, null);
    if (page.upto <= cursor && page.upto < page.head) return err('INCOMPATIBLE', 'the server’s pages do not advance');
    asked = page.upto < page.head ? askPage(round, page.upto, page.epoch) : null;
    void asked?.catch(() => undefined); // what it throws is thrown where it is awaited
    await applyPage(round, page);
    if (isFirst) round.flush();
    if (page.upto < page.head) continue;
    await arrive(round, page);
    const checked = await checkDigest(round, hasRepaired);
    if (!checked.success) return checked;
    if (!checked.data) return ok(null);
    hasRepaired = true;
  }
}
