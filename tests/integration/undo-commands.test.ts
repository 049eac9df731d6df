import { describe, expect, test } from 'vitest';
import { createOutlineChanges } from '../../src/main/db/tables/outline-changes.ts';
import type { Outline } from '../../src/shared/domain/course.ts';
import { withOutlineChanges } from '../../src/shared/domain/outline-changes.ts';
import { tableNames } from '../../src/shared/domain/registry.ts';
import { routes } from '../../src/shared/ipc/contract.ts';
import { captionCases } from './undo-cases-caption.ts';
import { courseCases } from './undo-cases-course.ts';
import { coverCases } from './undo-cases-cover.ts';
import { promoCases } from './undo-cases-promo.ts';
import { importCases } from './undo-cases-import.ts';
import { outlineCases } from './undo-cases-outline.ts';
import { resourceCases } from './undo-cases-resource.ts';
import { syncCases } from './undo-cases-sync.ts';
import { tagCases } from './undo-cases-tag.ts';
import { trashCases } from './undo-cases-trash.ts';
import { versionCases } from './undo-cases-version.ts';
import { openStudio, type Made, type UndoCases } from './undo-rig.ts';

/*
 * Every command of the contract is in one of two lists: those that change nothing that syncs, and those that make
 * exactly one labelled undo step (undo-cases-*.ts, by domain). A new command fails the first test until it is put into
 * one of them.
 */
/** Commands of the window, of the engines and of this computer's own tables: nothing of theirs is a step. */
const WITHOUT_STEP = new Set([
  'app.closeWindow',
  'app.openWindow',
  'app.retryStart',
  'app.setDataAside',
  'app.setUnsaved',
  'app.showDataFolder',
  'app.quit',
  'settings.save',
  'draft.open',
  'draft.save',
  'draft.close',
  'draft.setOther',
  'notice.dismiss',
  'session.signIn',
  'session.signOut',
  'server.save',
  'sync.now',
  'sync.sendWaiting',
  // What it takes back was never anybody else's, and the steps go with it: tests/integration/leave.test.ts.
  'unsent.saveAndDiscard',
  'import.pickFolder',
  'import.pickFiles',
  'import.scan',
  'import.discard',
  'sheet.save',
  'sheet.pick',
  'media.reveal',
  'media.open',
  // Where files are is of this computer alone.
  'media.pickFile',
  // No text shows it before it is saved: that is the step (tests/integration/lesson-pictures.test.ts).
  'picture.pick',
  'picture.create',
  'media.savePoster',
  'storage.test',
  'storage.testBucket',
  'storage.saveQuota',
  'storage.saveCdn',
  'storage.testCdn',
  'storage.sendAnyway',
  'storage.save',
  'storage.forget',
  // What it deletes in the storage cannot come back.
  'storage.discardFormer',
  // Nobody takes back what others see: tests/integration/publish-course.test.ts.
  'publish.start',
  'publish.cancel',
  'job.retry',
  'job.discard',
  'upload.pause',
  'upload.resume',
  'upload.cancel',
  'upload.retry',
  'upload.sendAsIs',
  'upload.sendFirst',
  'upload.move',
  'upload.start',
  'receipt.testStored',
  'receipt.cancelTest',
  'receipt.sendAgain',
  'upload.pauseAll',
  'upload.sendAnyway',
  'upload.resumeAll',
  'upload.retryFailed',
  'upload.clearDone',
  'upload.saveSettings',
  'archive.make',
  'archive.pick',
  'archive.open',
  'archive.pickFolder',
  'archive.cancel',
  'archive.discard',
  'backup.make',
  'backup.restore',
  'backup.showFolder',
  'device.save',
  'watch.pickFolder',
  'watch.moveFolder',
  'watch.forget',
  'watch.scan',
  'watch.dismiss',
  'watch.openOffer',
  'refused.discard',
  'conflict.dismiss',
  // They walk the steps: tests/property/undo.test.ts.
  'history.undo',
  'history.redo',
  'history.resolve',
  'history.goTo',
]);

/** All rows that are not deleted, with all their columns, and which of the others are purged; stamps are another matter. */
function liveRows({ db, mutator }: Made): string {
  const lines = tableNames.flatMap((table) => {
    const ids = db.prepare(`SELECT id FROM ${table} ORDER BY id`).pluck().all() as string[];
    return ids.flatMap((id) => {
      const { fv: _stamps, ...row } = mutator.rows.read(table, id)?.row ?? { fv: {} };
      const { deleted_at_ms: deleted = null, purged_at_ms: purged = null } = row as Record<string, unknown>;
      return deleted === null ? [JSON.stringify([table, row])] : purged === null ? [] : [JSON.stringify([table, id])];
    });
  });
  return lines.join('\n');
}
/** The outline as the page shows it that was read before a step, once the step is answered. */
function shownAfter({ db, outlines, courseId }: Made, read: Outline | null, step: ReturnType<Made['undo']['undo']>) {
  const changes = step.success ? createOutlineChanges(db, outlines).of(courseId, step.data.changed) : null;
  return read && changes ? withOutlineChanges(read, changes) : outlines.getOutline(courseId);
}
const stepCount = ({ db }: Made): number => Number(db.prepare('SELECT count(*) FROM history').pluck().get());

const WITH_STEP: UndoCases = {
  ...courseCases,
  ...captionCases,
  ...outlineCases,
  ...syncCases,
  ...importCases,
  ...trashCases,
  ...versionCases,
  ...coverCases,
  ...promoCases,
  ...tagCases,
  ...resourceCases,
};

test('every command of the contract is listed, as one with a step or without', () => {
  const commands = Object.entries(routes).flatMap(([name, { kind }]) => (kind === 'command' ? [name] : []));
  expect([...WITHOUT_STEP, ...Object.keys(WITH_STEP)].toSorted()).toEqual(commands.toSorted());
});

const cases = Object.entries(WITH_STEP).flatMap(([name, ways]) =>
  Object.entries(ways).map(([way, one]) => ({ name, way, ...one })),
);

describe.each(cases)('$name: $way', ({ given, run, label }) => {
  test('is one labelled step; undo brings back all rows as they were, redo as they became', async () => {
    const studio = await openStudio();
    await given?.(studio);
    const before = liveRows(studio);
    const steps = stepCount(studio);
    expect(await run(studio)).toMatchObject({ success: true });
    const after = liveRows(studio);
    expect(after).not.toBe(before);
    expect(stepCount(studio)).toBe(steps + 1);
    expect(studio.undo.peek().undo).toMatchObject(label);
    for (let round = 0; round < 2; round += 1) {
      for (const [direction, rows] of [['undo', before] as const, ['redo', after] as const]) {
        const read = studio.outlines.getOutline(studio.courseId);
        const step = studio.undo[direction]();
        expect(step.success).toBe(true);
        expect(liveRows(studio)).toBe(rows);
        expect(shownAfter(studio, read, step)).toEqual(studio.outlines.getOutline(studio.courseId));
      }
    }
    studio.db.close();
  });
});
