import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createChapterActions } from '../../src/main/actions/chapter.ts';
import { createCourseActions } from '../../src/main/actions/course.ts';
import { createLessonActions } from '../../src/main/actions/lesson.ts';
import { createOutboxActions } from '../../src/main/actions/outbox.ts';
import { createCourseTable } from '../../src/main/db/tables/courses.ts';
import { createDraftTable } from '../../src/main/db/tables/drafts.ts';
import { createLessonPictures } from '../../src/main/db/tables/lesson-pictures.ts';
import { createMediaTable } from '../../src/main/db/tables/media.ts';
import { createOutboxView } from '../../src/main/db/tables/outbox-view.ts';
import { createOutlineTable } from '../../src/main/db/tables/outline.ts';
import { createPlaceTable } from '../../src/main/db/tables/places.ts';
import { createTagTable } from '../../src/main/db/tables/tags.ts';
import { createUndo } from '../../src/main/db/undo.ts';
import type { ChapterId, CourseId, LessonId } from '../../src/shared/domain/ids.ts';
import type { TableName } from '../../src/shared/domain/registry.ts';
import type { Conflict } from '../../src/shared/ipc/contract/outbox.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';
import { createDevice, drivers, newInstructor, put, set, startSandbox, type Device } from './sync-rig.ts';

/* Whose words lost against whose, and when: told by the server, kept on every computer, and what can be done about it. */
const caller = { windowId: 1 };

function actionsOf({ mutator, db }: Device) {
  const edit = { mutator, newId: uuidv7, nowMs: Date.now, random: Math.random };
  const actions = createOutboxActions({
    ...edit,
    outbox: createOutboxView(db),
    lessonPictures: createLessonPictures(db),
    media: createMediaTable(db),
    onChange: () => undefined,
  });
  return {
    actions,
    async conflicts(): Promise<readonly Conflict[]> {
      const answer = await actions['conflict.list']({}, caller);
      return answer.success ? (answer.data as Conflict[]) : [];
    },
  };
}

/** The edits of a computer as its screens make them. */
function editsOf({ mutator, db }: Device) {
  const tables = {
    courses: createCourseTable(db),
    outlines: createOutlineTable(db),
    places: createPlaceTable(db, Math.random),
    tags: createTagTable(db),
    lessonPictures: createLessonPictures(db),
    media: createMediaTable(db),
    drafts: createDraftTable(db),
  };
  const edit = { mutator, newId: uuidv7, nowMs: Date.now, random: Math.random };
  const deps = { ...edit, ...tables, fileIsThere: () => Promise.resolve(true) };
  return { ...createCourseActions(deps), ...createChapterActions(deps), ...createLessonActions(deps) };
}

describe.each(drivers)('conflicts of computers with names on %s', (driver) => {
  let sandbox: SupabaseSandbox;
  beforeAll(async () => {
    sandbox = await startSandbox(driver);
  });
  afterAll(() => sandbox.stop());

  async function named(...names: readonly string[]): Promise<Device[]> {
    const person = await newInstructor(sandbox);
    const devices = names.map((name) => createDevice(sandbox, { deviceName: () => name }));
    for (const device of devices) await device.signIn(person);
    return devices;
  }
  async function syncAll(...devices: readonly Device[]): Promise<void> {
    for (const device of devices) expect(await device.sync()).toBe('ok');
  }
  /** The server's time of now, give or take what a test may take. */
  const recent = (atMs: number | null | undefined): boolean => Math.abs((atMs ?? 0) - Date.now()) < 60_000;

  /** A's title loses to B's, which is later and reaches the server first (or last). */
  async function lostToStudio(isWinnerFirst: boolean) {
    const [a, b, c] = (await named('Laptop', 'Studio-PC', 'Third')) as [Device, Device, Device];
    const id = a.newCourse('One');
    await syncAll(a, b);
    a.rename(id, 'Earlier');
    b.rename(id, 'Before');
    b.rename(id, 'Later'); // later also within one millisecond
    await syncAll(...(isWinnerFirst ? [b, a, b] : [a, b, a]), c);
    return { a, b, c, id };
  }

  test.each([true, false])('each side has its computer and its time (the winner there first: %s)', async (isFirst) => {
    const { a, b, c } = await lostToStudio(isFirst);
    for (const device of [a, b, c]) {
      const [conflict, ...more] = await actionsOf(device).conflicts();
      expect(more).toEqual([]);
      expect(conflict).toMatchObject({
        isMine: device === a,
        loserBy: { device: 'Laptop' },
        winnerBy: { device: 'Studio-PC' },
        fields: [{ table: 'courses', column: 'title', mine: 'Earlier', won: 'Later', theirs: 'Later' }],
      });
      expect([recent(conflict?.loserBy.atMs), recent(conflict?.winnerBy.atMs)]).toEqual([true, true]);
    }
  });

  test('restore mine is a new edit that both get, that can be undone, and that ends the conflict here', async () => {
    const { a, b, id } = await lostToStudio(true);
    const { actions, conflicts } = actionsOf(a);
    const [conflict] = await conflicts();
    const restored = await actions['conflict.restore']({ conflictId: conflict?.conflictId ?? 0 }, caller);
    expect([restored.success, a.titleOf(id), await conflicts()]).toEqual([true, 'Earlier', []]);
    await syncAll(a, b);
    expect(b.titleOf(id)).toBe('Earlier');
    expect(createUndo({ db: a.db, mutator: a.mutator, onCommit: () => undefined }).undo().success).toBe(true);
    await syncAll(a, b);
    expect([a.titleOf(id), b.titleOf(id), await conflicts()]).toEqual(['Later', 'Later', []]);
  });

  test('keeping what shows is durable: another run and a pull of everything do not bring it back', async () => {
    const { a, id } = await lostToStudio(true);
    const [conflict] = await actionsOf(a).conflicts();
    const dismiss = { conflictId: conflict?.conflictId ?? 0 };
    expect((await actionsOf(a).actions['conflict.dismiss'](dismiss, caller)).success).toBe(true);
    a.close();
    const again = createDevice(sandbox, { path: a.path, vault: a.vault });
    await again.session.restore();
    again.store.beginRepair();
    await syncAll(again);
    expect([await actionsOf(again).conflicts(), again.store.counts().conflicts, again.titleOf(id)]).toEqual([
      [],
      0,
      'Later',
    ]);
  });

  test('a title typed over what came meanwhile, unseen, keeps that as what lost; typed over what shows, it does not', async () => {
    const [a, b] = (await named('Laptop', 'Studio-PC')) as [Device, Device];
    const courseId = a.newCourse('One') as CourseId;
    const [chapterId, lessonId] = [uuidv7() as ChapterId, uuidv7() as LessonId];
    const title = { title: { title: 'One' } };
    a.mutate(
      put('chapters', chapterId, { place: { course_id: courseId, pos: 'a0' }, ...title }),
      put('lessons', lessonId, { place: { chapter_id: chapterId, pos: 'a0' }, ...title }),
    );
    const rows = Object.entries({ courses: courseId, chapters: chapterId, lessons: lessonId }) as [TableName, string][];
    const titlesOn = (device: Device) => rows.map(([table, id]) => device.row(table, id)?.['title']);
    const actions = editsOf(a);
    async function typeOnA(typed: string, over: string): Promise<void> {
      await actions['course.saveAll']({ courseId, details: { title: typed }, over: { title: over } }, caller);
      await actions['chapter.rename']({ chapterId, title: typed, over }, caller);
      await actions['lesson.rename']({ lessonId, title: typed, over }, caller);
      await syncAll(a, b, a);
    }
    await syncAll(a, b);
    b.mutate(...rows.map(([table, id]) => set(table, id, { title: { title: 'Theirs' } })));
    await syncAll(b, a);
    expect(titlesOn(a)).toEqual(['Theirs', 'Theirs', 'Theirs']);
    await typeOnA('Mine', 'One');
    for (const device of [a, b]) {
      expect(titlesOn(device)).toEqual(['Mine', 'Mine', 'Mine']);
      const conflicts = await actionsOf(device).conflicts();
      const told = { isMine: device === b, loserBy: { device: 'Studio-PC' } };
      expect(conflicts).toMatchObject([told, told, told]);
      expect(conflicts.flatMap(({ fields }) => fields).map(({ table, mine, won }) => [table, mine, won])).toEqual(
        rows.map(([table]) => [table, 'Theirs', 'Mine']).toReversed(),
      );
    }
    b.mutate(...rows.map(([table, id]) => set(table, id, { title: { title: 'Again' } })));
    await syncAll(b, a);
    await typeOnA('Seen', 'Again');
    expect([titlesOn(b), a.conflicts().length]).toEqual([['Seen', 'Seen', 'Seen'], 3]);
  });

  test('a link or quiz typed over what came meanwhile, unseen, keeps that as what lost; over what shows, it does not', async () => {
    const [a, b] = (await named('Laptop', 'Studio-PC')) as [Device, Device];
    const courseId = a.newCourse('One') as CourseId;
    const [chapterId, lessonId] = [uuidv7() as ChapterId, uuidv7() as LessonId];
    a.mutate(
      put('chapters', chapterId, { place: { course_id: courseId, pos: 'a0' } }),
      put('lessons', lessonId, { place: { chapter_id: chapterId, pos: 'a0' }, kind: { kind: 'quiz' } }),
    );
    const quizOf = (text: string) => ({
      questions: text ? [{ id: uuidv7(), kind: 'single' as const, text, options: [], feedback: '' }] : [],
    });
    type Shown = NonNullable<Parameters<ReturnType<typeof editsOf>['course.saveAll']>[0]['lessons']>[number];
    const save = (device: Device, details: Shown['details'], over: Shown['over']) =>
      editsOf(device)['course.saveAll']({ courseId, lessons: [{ lessonId, details, over }] }, caller);
    const told = async () => (await actionsOf(b).conflicts()).map(({ isMine, fields }) => [isMine, fields[0]?.column]);
    const [theirs, mine, seen] = ['Theirs', 'Mine', 'Seen'].map(quizOf);
    await syncAll(a, b);
    await save(b, { quiz: theirs }, {});
    await syncAll(b, a);
    // Typed in an empty quiz.
    await save(a, { quiz: mine }, { quiz: quizOf('') });
    await syncAll(a, b, a);
    expect([a.row('lessons', lessonId)?.['content'], await told()]).toEqual([{ quiz: mine }, [[true, 'content']]]);
    const link = { url: 'https://example.org/', title: '' };
    await save(b, { link }, { link: null });
    await syncAll(b, a);
    // The other entry has changed; what was typed over has not.
    await save(a, { quiz: seen }, { quiz: mine });
    await syncAll(a, b, a);
    expect([b.row('lessons', lessonId)?.['content'], await told()]).toEqual([
      { quiz: seen, link },
      [[true, 'content']],
    ]);
  });

  test('what won is told also when something else shows since', async () => {
    const { a, b, id } = await lostToStudio(true);
    b.rename(id, 'Since');
    await syncAll(b, a);
    expect(await actionsOf(a).conflicts()).toMatchObject([
      { fields: [{ mine: 'Earlier', won: 'Later', theirs: 'Since' }] },
    ]);
  });

  test('a name is told with the next greeting; what was written before keeps its own, none is the last one', async () => {
    let name = 'Laptop';
    const person = await newInstructor(sandbox);
    const device = createDevice(sandbox, { deviceName: () => name });
    await device.signIn(person);
    const names = () =>
      sandbox.sql('select name from sync.client where id = $1', [device.state.get('client_id')]).then(([row]) => row);
    await syncAll(device);
    expect(await names()).toEqual({ name: 'Laptop' });
    name = `  ${'ü'.repeat(70)} `;
    device.greetAgain();
    await syncAll(device);
    expect(await names()).toEqual({ name: 'ü'.repeat(60) });
    name = '';
    device.greetAgain();
    await syncAll(device);
    expect(await names()).toEqual({ name: 'ü'.repeat(60) });
  });

  test('a refused change that is edited is taken, as one mutation in place of the refused one', async () => {
    const [a, b] = (await named('Laptop', 'Studio-PC')) as [Device, Device];
    const id = a.newCourse('One');
    await syncAll(a, b);
    a.rename(id, 'x'.repeat(600));
    a.mutate(set('courses', id, { subtitle: { subtitle: 'Goes' } }));
    await syncAll(a);
    const { actions } = actionsOf(a);
    const [refused] = a.deadLetters();
    const text = { table: 'courses', rowId: id, column: 'title', text: 'Short enough' };
    const edited = await actions['refused.edit']({ mutationId: String(refused?.mid), texts: [text] }, caller);
    expect([edited.success, a.titleOf(id), a.deadLetters(), a.waiting()]).toEqual([true, 'Short enough', [], 1]);
    await syncAll(a, b);
    expect([b.titleOf(id), a.deadLetters(), a.waiting()]).toEqual(['Short enough', [], 0]);
  });

  test('nobody names another’s computer', async () => {
    const [mine] = (await named('Mine')) as [Device];
    const [theirs] = (await named('Theirs')) as [Device];
    await syncAll(mine);
    theirs.state.set('client_id', mine.state.get('client_id'));
    theirs.greetAgain();
    await syncAll(theirs);
    const [row] = await sandbox.sql('select name from sync.client where id = $1', [mine.state.get('client_id')]);
    expect([row, theirs.state.get('client_id')]).not.toEqual([{ name: 'Theirs' }, mine.state.get('client_id')]);
    expect(row).toEqual({ name: 'Mine' });
  });
});
