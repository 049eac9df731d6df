import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createChapterActions } from '../../src/main/actions/chapter.ts';
import { createCourseActions } from '../../src/main/actions/course.ts';
import { createImportActions } from '../../src/main/actions/import.ts';
import { createOutboxActions } from '../../src/main/actions/outbox.ts';
import { createLessonActions } from '../../src/main/actions/lesson.ts';
import { createCourseTable } from '../../src/main/db/tables/courses.ts';
import { createOutboxView } from '../../src/main/db/tables/outbox-view.ts';
import { createDraftTable } from '../../src/main/db/tables/drafts.ts';
import { createLessonFiles } from '../../src/main/db/tables/lesson-files.ts';
import { createMediaTable } from '../../src/main/db/tables/media.ts';
import { createOutlineTable } from '../../src/main/db/tables/outline.ts';
import { createPlaceTable } from '../../src/main/db/tables/places.ts';
import { createWatchedFolderTable } from '../../src/main/db/tables/watched-folders.ts';
import { scanFolders } from '../../src/main/media/folder-scan.ts';
import { createImportSessions } from '../../src/main/media/import-sessions.ts';
import type { ChapterId, CourseId, LessonId } from '../../src/shared/domain/ids.ts';
import { tableNames } from '../../src/shared/domain/registry.ts';
import type { StepLabel } from '../../src/shared/domain/step-label.ts';
import { err } from '../../src/shared/ipc/result.ts';
import { routes } from '../../src/shared/ipc/contract.ts';
import { sampleArchive } from '../helpers/archive.ts';
import { openArchiveActions } from '../helpers/archive-actions.ts';
import { openTestDatabase } from '../helpers/database.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

/*
 * Every command of the contract is in one of two lists: those that change nothing that syncs, and those that make
 * exactly one labelled undo step. A new command fails the first test until it is put into one of them.
 */
const caller = { windowId: 1 };

/** Commands of the window, of the engines and of this computer's own tables: nothing of theirs is a step. */
const WITHOUT_STEP = new Set([
  'app.openWindow',
  'app.retryStart',
  'app.setDataAside',
  'app.showDataFolder',
  'app.quit',
  'settings.save',
  'draft.save',
  'notice.dismiss',
  'session.signIn',
  'session.signOut',
  'server.save',
  'sync.now',
  'sync.sendWaiting',
  // What it takes back was never anybody else's, and the steps go with it: tests/integration/leave.test.ts.
  'unsent.saveAndDiscard',
  'import.pickFolder',
  'import.scan',
  'import.discard',
  'media.reveal',
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

function openActions() {
  const studio = openTestDatabase();
  const { db, edit } = studio;
  const media = createMediaTable(db);
  const sessions = createImportSessions({
    media: {
      scan: async (paths) => ({
        success: true,
        data: await scanFolders(paths, { pause: async () => {}, nowMs: Date.now }),
      }),
      inspectMany: async () => {},
      hash: async () => err('BUG', 'no file is like another here'),
    },
    newId: edit.newId,
    nowMs: Date.now,
    prepareTwins: async () => true,
    onProbed: () => {},
    report(error) {
      throw error;
    },
  });
  const tables = {
    media,
    courses: createCourseTable(db),
    outlines: createOutlineTable(db),
    places: createPlaceTable(db, Math.random),
    drafts: createDraftTable(db),
    folders: createWatchedFolderTable(db),
    lessonFiles: createLessonFiles(db),
  };
  const deps = { ...edit, ...tables, sessions, fileIsThere: async () => true, pickFolder: async () => null };
  const archives = openArchiveActions(studio, { workspaceId: null, studioId: null });
  const actions = {
    ...archives.actions,
    ...createCourseActions(deps),
    ...createChapterActions(deps),
    ...createLessonActions(deps),
    ...createImportActions(deps),
    ...createOutboxActions({ ...deps, outbox: createOutboxView(db), onChange: () => {} }),
  };
  return { ...studio, ...tables, actions, archives };
}

/** A folder with everything that an import makes rows of. */
function layFolder(): string {
  const root = join(temporaryFolder(), 'Cells');
  const files = ['1 One/01 - a.mp4', '1 One/01 - a.en.vtt', '1 One/01 - a.pdf', '1 One/02 - b.mp4'];
  for (const name of [
    ...files,
    '2 Two/01 - c.mp4',
    '2 Two/notes.pdf',
    '2 Two/02 - d.mp4',
    'cover.jpg',
    'description.md',
  ]) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), `WEBVTT\n\n00:01.000 --> 00:02.000\n${name}\n`);
  }
  return root;
}

type Opened = ReturnType<typeof openActions>;
async function importInto(studio: Opened, target: { kind: 'new-course' } | { kind: 'chapter'; chapterId: ChapterId }) {
  const scanned = await studio.actions['import.scan']({ paths: [layFolder()] }, caller);
  if (!scanned.success) throw new Error(scanned.error.code);
  const input = { planId: scanned.data.planId, cleanNames: true, foldersAsChapters: true, excluded: [], target };
  return studio.actions['import.apply'](input, caller);
}

/** A course as an import makes it, with two chapters of two lessons. */
async function openStudio() {
  const studio = openActions();
  const made = await importInto(studio, { kind: 'new-course' });
  if (!made.success) throw new Error(made.error.code);
  const { courseId } = made.data;
  const chapters = studio.outlines.getOutline(courseId)?.chapters ?? [];
  const chapterIds = chapters.map(({ chapterId }) => chapterId);
  const lessonIds = chapters.flatMap(({ lessons }) => lessons.map(({ lessonId }) => lessonId));
  return { ...studio, courseId, chapterIds, lessonIds };
}
interface Made extends Opened {
  readonly courseId: CourseId;
  readonly chapterIds: readonly ChapterId[];
  readonly lessonIds: readonly LessonId[];
}
interface Case {
  readonly run: (studio: Made) => unknown;
  readonly label: Partial<StepLabel>;
}

const [first, second, third] = [0, 1, 2] as const;
const chapterOf = ({ chapterIds }: Made, index: number): ChapterId => chapterIds[index] as ChapterId;
const lessonOf = ({ lessonIds }: Made, index: number): LessonId => lessonIds[index] as LessonId;

/** Per command, the ways it is used: one item, several, into another parent, and so on. */
const WITH_STEP: Readonly<Record<string, Readonly<Record<string, Case>>>> = {
  'course.create': {
    one: {
      run: ({ actions }) => actions['course.create']({ title: 'New' }, caller),
      label: { code: 'course.create', count: 1, name: 'New' },
    },
  },
  'course.saveDetails': {
    'every group': {
      run: ({ actions, courseId }) => {
        const details = { title: 'T', subtitle: 'S', description: 'D', objectives: ['a', 'b'], audience: 'A' };
        const facts = { requirements: 'R', category: 'C', language: 'de', level: 'beginner' as const };
        const input = { courseId, details: { ...details, ...facts, priceMinor: 4_999, currency: 'EUR' } };
        return actions['course.saveDetails'](input, caller);
      },
      label: { code: 'course.edit', name: 'Cells' },
    },
  },
  'course.delete': {
    'with all that is in it': {
      run: ({ actions, courseId }) => actions['course.delete']({ courseId }, caller),
      label: { code: 'course.delete', name: 'Cells' },
    },
  },
  'chapter.create': {
    one: {
      run: ({ actions, courseId }) => actions['chapter.create']({ courseId, title: 'Three' }, caller),
      label: { code: 'chapter.create', name: 'Three' },
    },
  },
  'chapter.rename': {
    one: {
      run: (s) => s.actions['chapter.rename']({ chapterId: chapterOf(s, first), title: 'Renamed' }, caller),
      label: { code: 'chapter.rename', count: 1 },
    },
  },
  'chapter.delete': {
    'with its lessons': {
      run: (s) => s.actions['chapter.delete']({ chapterId: chapterOf(s, first) }, caller),
      label: { code: 'chapter.delete', count: 1 },
    },
  },
  'chapter.move': {
    'to the front': {
      run: (s) => s.actions['chapter.move']({ chapterId: chapterOf(s, second), afterId: null }, caller),
      label: { code: 'chapter.move', count: 1 },
    },
  },
  'lesson.rename': {
    one: {
      run: (s) => s.actions['lesson.rename']({ lessonId: lessonOf(s, first), title: 'Renamed' }, caller),
      label: { code: 'lesson.rename', count: 1 },
    },
  },
  'lesson.delete': {
    several: {
      run: (s) => s.actions['lesson.delete']({ lessonIds: [lessonOf(s, first), lessonOf(s, third)] }, caller),
      label: { code: 'lesson.delete', count: 2 },
    },
  },
  'lesson.move': {
    'several, to another chapter': {
      run(s) {
        const lessonIds = [lessonOf(s, first), lessonOf(s, second)];
        return s.actions['lesson.move'](
          { lessonIds, chapterId: chapterOf(s, second), afterId: lessonOf(s, third) },
          caller,
        );
      },
      label: { code: 'lesson.move', count: 2 },
    },
  },
  'refused.retry': {
    one: {
      run: (s) => s.actions['refused.retry']({ mutationId: refuse(s) }, caller),
      label: { code: 'course.edit', count: 1, name: 'Cells' },
    },
  },
  'refused.edit': {
    'another text': {
      run: (s) => {
        const text = { table: 'courses', rowId: s.courseId, column: 'subtitle', text: 'Edited' };
        return s.actions['refused.edit']({ mutationId: refuse(s), texts: [text] }, caller);
      },
      label: { code: 'course.edit', count: 1, name: 'Cells' },
    },
  },
  'conflict.restore': {
    one: {
      run: (s) => s.actions['conflict.restore']({ conflictId: loseMerge(s) }, caller),
      label: { code: 'sync.restore', count: 1, name: 'Cells' },
    },
  },
  'archive.apply': {
    'a course with media': {
      run: importArchive,
      label: { code: 'course.import', count: 3, name: 'Cells' },
    },
  },
  'import.apply': {
    'a folder with captions and resources': {
      run: (s) => importInto(s, { kind: 'new-course' }),
      label: { code: 'course.import', count: 4, name: 'Cells' },
    },
    'into a course': {
      run: (s) => importInto(s, { kind: 'chapter', chapterId: chapterOf(s, first) }),
      label: { code: 'course.import', count: 4 },
    },
  },
};

async function importArchive({ actions, archives }: Made): Promise<unknown> {
  const opened = await actions['archive.open']({ path: await sampleArchive() }, caller);
  if (!opened.success) throw new Error(opened.error.code);
  archives.answers.folder = temporaryFolder();
  await actions['archive.pickFolder'](opened.data, caller);
  return actions['archive.apply'](opened.data, caller);
}

/** As sync leaves them behind. */
function refuse({ db, courseId }: Made): string {
  const op = { t: 'courses', id: courseId, k: 'set', h: '', v: { subtitle: { subtitle: 'Refused' } } };
  const label = { code: 'course.edit', count: 1, name: 'Cells' };
  db.prepare("INSERT INTO dead_letters (mid, ops, label, code, at_ms) VALUES ('m', ?, ?, '23514', 1)").run(
    JSON.stringify([op]),
    JSON.stringify(label),
  );
  return 'm';
}
function loseMerge({ db, courseId }: Made): number {
  const insert = db.prepare(`INSERT INTO conflicts (id, tbl, row_id, grp, mid, loser, loser_h, winner_h, at_ms)
    VALUES (1, 'courses', ?, 'title', 'm', '{"title":"Lost"}', '', '', 1)`);
  return Number(insert.run(courseId).lastInsertRowid);
}

/** All rows that are not deleted, with all their columns; stamps are another matter, undo makes new ones. */
function liveRows({ db, mutator }: Made): string {
  const lines = tableNames.flatMap((table) => {
    const ids = db.prepare(`SELECT id FROM ${table} ORDER BY id`).pluck().all() as string[];
    return ids.flatMap((id) => {
      const { fv: _stamps, ...row } = mutator.rows.read(table, id)?.row ?? { fv: {} };
      return ((row as { deleted_at_ms?: unknown }).deleted_at_ms ?? null) === null
        ? [JSON.stringify([table, row])]
        : [];
    });
  });
  return lines.join('\n');
}
const stepCount = ({ db }: Made): number => Number(db.prepare('SELECT count(*) FROM history').pluck().get());

test('every command of the contract is listed, as one with a step or without', () => {
  const commands = Object.entries(routes).flatMap(([name, { kind }]) => (kind === 'command' ? [name] : []));
  expect([...WITHOUT_STEP, ...Object.keys(WITH_STEP)].toSorted()).toEqual(commands.toSorted());
});

const cases = Object.entries(WITH_STEP).flatMap(([name, ways]) =>
  Object.entries(ways).map(([way, one]) => ({ name, way, ...one })),
);

describe.each(cases)('$name: $way', ({ run, label }) => {
  test('is one labelled step; undo brings back all rows as they were, redo as they became', async () => {
    const studio = (await openStudio()) as Made;
    const before = liveRows(studio);
    const steps = stepCount(studio);
    expect(await run(studio)).toMatchObject({ success: true });
    const after = liveRows(studio);
    expect(after).not.toBe(before);
    expect(stepCount(studio)).toBe(steps + 1);
    expect(studio.undo.peek().undo).toMatchObject(label);
    for (let round = 0; round < 2; round += 1) {
      expect(studio.undo.undo().success).toBe(true);
      expect(liveRows(studio)).toBe(before);
      expect(studio.undo.redo().success).toBe(true);
      expect(liveRows(studio)).toBe(after);
    }
    studio.db.close();
  });
});
