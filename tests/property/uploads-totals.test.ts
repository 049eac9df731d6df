import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createViews, stuckTotals, summarise } from '../../src/main/uploads/queue-totals.ts';
import { isSettled, snapshotOf, type UploadView } from '../../src/main/uploads/views.ts';
import type { UploadId } from '../../src/shared/domain/ids.ts';
import { uploadState, workingStates, type UploadState } from '../../src/shared/domain/upload.ts';

/* The totals that are kept with each change are those that one gets by counting all rows anew. */

const ids = ['a', 'b', 'c', 'd', 'e', 'f'] as UploadId[];
const view = fc
  .record({
    state: fc.constantFrom(...uploadState.options),
    code: fc.constantFrom('offline', 'disk-full', 'over-quota', null),
    sizeBytes: fc.nat(1_000_000),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    bytesPerSecond: fc.nat(1_000_000),
  })
  .map(
    ({ state, code, sizeBytes, share, bytesPerSecond }) =>
      ({
        record: {
          state,
          sizeBytes,
          bytesDone: Math.floor(sizeBytes * share),
          reason: code && { code, detail: null },
          retryAtMs: null,
        },
        bytesPerSecond,
        etaMs: null,
      }) as UploadView,
  );
const change = fc.record({ id: fc.constantFrom(...ids), view: fc.option(view, { nil: null }) });

/** Row by row, as one would count by hand. */
function countAnew(rows: readonly UploadView[]) {
  const all = rows.filter(({ record }) => record.state !== 'cancelled');
  const count = (...states: readonly UploadState[]): number =>
    all.filter(({ record }) => states.includes(record.state)).length;
  const sum = (of: (one: UploadView) => number): number => all.reduce((total, one) => total + of(one), 0);
  return {
    total: all.length,
    ready: count('ready'),
    active: count(...workingStates),
    queued: count('queued'),
    waiting: count('waiting'),
    paused: count('paused'),
    failed: count('failed'),
    bytesDone: sum(({ record }) => record.bytesDone),
    bytesTotal: sum(({ record }) => record.sizeBytes),
    bytesPerSecond: sum((one) => snapshotOf(one).bytesPerSecond),
  };
}
const toSend = ({ record: { state, sizeBytes, bytesDone } }: UploadView): number =>
  isSettled(state) || state === 'paused' ? 0 : sizeBytes - bytesDone;
const stops = ({ record: { state, reason } }: UploadView): boolean =>
  state === 'waiting' && (reason?.code === 'disk-full' || reason?.code === 'over-quota');

test('after any changes the totals are those of the rows', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
      const views = createViews();
      for (const { id, view: next } of changes) {
        if (next) views.set(id, { ...next, record: { ...next.record, uploadId: id } });
        else views.delete(id);
      }
      const rows = [...views.values()];
      expect(summarise(views.totals())).toMatchObject(countAnew(rows));
      expect(views.totals().bytesToSend).toBe(rows.reduce((sum, one) => sum + toSend(one), 0));
      const reasons = rows.filter(stops).map(({ record }) => record.reason);
      if (reasons.length === 0) expect(views.totals().stoppedBy).toBeNull();
      else expect(reasons).toContainEqual(views.totals().stoppedBy);
    }),
  );
});

test('while the journal is stuck, whatever would go on waits for the disk', () => {
  fc.assert(
    fc.property(fc.array(view, { maxLength: 20 }), (all) => {
      const views = createViews();
      for (const [at, one] of all.entries()) {
        const uploadId = String(at) as UploadId;
        views.set(uploadId, { ...one, record: { ...one.record, uploadId } });
      }
      const held = all.map(({ record, ...rest }): UploadView => {
        const isHeld = !isSettled(record.state) && record.state !== 'paused';
        return { ...rest, record: isHeld ? { ...record, state: 'waiting' } : record };
      });
      const stuck = stuckTotals(views.totals());
      expect(summarise(stuck)).toMatchObject(countAnew(held));
      expect(stuck.bytesToSend).toBe(views.totals().bytesToSend);
      const isAnyHeld = held.some(({ record }) => record.state === 'waiting');
      expect(stuck.stoppedBy?.code ?? null).toBe(isAnyHeld ? 'disk-full' : null);
    }),
  );
});
