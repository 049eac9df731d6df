import { err, ok, type Result } from '../../shared/ipc/result.ts';
import type { SealedMutation } from '../../shared/domain/sync-types.ts';
import type { Op } from '../../shared/domain/merge.ts';
import type { CellValue } from '../../shared/domain/registry.ts';
import type { Round } from './cycle.ts';
import type { PushAnswer, ServerError, WireMutation } from './ports.ts';
import { sendForgotten } from './start-over.ts';
import { wireValue } from './wire-text.ts';

/** The server takes no more at once. */
export const MAX_BATCH = 200;
/** Well below what gateways take; a larger single mutation goes alone. */
const MAX_CHARS = 400_000;

const toWire = ({ seq, mid, ops }: SealedMutation): WireMutation => ({
  seq,
  mid,
  ops: ops.map((op) => ({ ...op, v: wireValue(op.v as CellValue) as Op['v'] })),
});

/** What a push ends with besides the server's errors. FORKED: start again with the greeting. */
export type PushError = ServerError | 'REVOKED' | 'FORKED';

/** Halves what is sent at once after a batch that was too much; grows back by itself. */
export function createBatchSize() {
  let size = MAX_BATCH;
  return {
    get: () => size,
    shrink: (from: number): void => void (size = Math.max(1, Math.floor(from / 2))),
    grow: (): void => void (size = Math.min(MAX_BATCH, size * 2)),
  };
}
export type BatchSize = ReturnType<typeof createBatchSize>;

/** A single mutation that the database cannot even read: shown to the user, and its number given back by rotating. */
function bury(round: Round, mutation: SealedMutation, sqlstate: string, message: string): void {
  const verdict = { seq: mutation.seq, status: 'rejected' as const, code: sqlstate, detail: { message }, rev: null };
  round.changed(round.store.settle([verdict], round.clock.nowMs()));
  round.store.rotate(round.newId());
}

/** Whether to go on pushing after an answer. */
function take(round: Round, batch: readonly SealedMutation[], answer: PushAnswer): Result<null, PushError> {
  if (answer.kind === 'revoked') return err('REVOKED', 'no longer a member of the workspace');
  round.changed(round.store.settle(answer.verdicts, round.clock.nowMs()));
  if (answer.kind !== 'taken') {
    round.log('sync.forked', { kind: answer.kind });
    if (answer.kind === 'gap') return sendForgotten(round);
    round.store.rotate(round.newId(), round.clock.nowMs()); // a number with other content: a copy of this file
    return err('FORKED', 'the server answered fork');
  }
  const answered = new Set(answer.verdicts.map(({ seq }) => seq));
  const isComplete = batch.every(({ seq }) => answered.has(seq));
  return isComplete ? ok(null) : err('INCOMPATIBLE', 'the server did not answer every mutation');
}

/** Whether a failed batch is to be tried in another way at once. */
function recover(
  round: Round,
  batch: readonly SealedMutation[],
  error: ServerError,
  sqlstate: string,
  message: string,
): boolean {
  const [first] = batch;
  if (error === 'TIMEOUT') round.batchSize.shrink(batch.length); // and wait: the server may be still at it
  if (error !== 'REFUSED' || !first) return false;
  if (batch.length > 1) round.batchSize.shrink(batch.length);
  else bury(round, first, sqlstate, message);
  return true;
}

/** Sends everything that waits, in order, batch after batch. */
export async function pushAll(round: Round): Promise<Result<null, PushError>> {
  for (;;) {
    const batch = round.store.seal({ maxCount: round.batchSize.get(), maxChars: MAX_CHARS });
    if (batch.length === 0) return ok(null);
    const { clientId } = round.position();
    const answer = await round.server.push({ ...round.at, clientId, batch: batch.map(toWire) }, round.signal);
    if (answer.success) {
      const taken = take(round, batch, answer.data);
      if (!taken.success) return taken;
      round.sent();
      round.batchSize.grow();
    } else {
      const { code, message, data } = answer.error;
      if (!recover(round, batch, code, String(data?.['sqlstate'] ?? ''), message)) return answer;
    }
  }
}
