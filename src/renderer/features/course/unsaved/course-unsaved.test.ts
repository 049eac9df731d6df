import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { err, ok } from '../../../../shared/ipc/result.ts';
import { createQueryClient } from '../../../app/query-client.ts';
import { redoStep, undoStep } from '../../../hooks/history-mutations.ts';
import { takeLocalStep } from '../../../hooks/local-steps.ts';
import { call } from '../../../lib/ipc-client.ts';
import { runMutation } from '../../../lib/run-mutation.ts';
import { detailsKind, valuesOf } from '../forms/details-form.ts';
import { lessonKind, lessonValuesOf } from '../forms/lesson-form.ts';
import { lessonTextKind } from '../forms/lesson-text-form.ts';
import { chapterAt, courseAt, lessonAt, sampleOutline } from '../outline.fixture.ts';
import type { RowId } from '../outline-rows.ts';
import { createCourseUnsaved } from './course-unsaved.ts';

const courseId = courseAt(1);
const outline = sampleOutline(2, 1);
const lesson = { body: '', status: 'ready', freePreview: false, dripDays: null, tags: [] as string[] } as const;
const details = valuesOf({
  title: 'Cells',
  subtitle: '',
  description: '',
  objectives: [],
  audience: '',
  requirements: '',
  category: '',
  language: 'en',
  level: 'all',
  priceMinor: null,
  currency: 'USD',
  tags: [],
});
const words = 'deletion of “Lesson 1”';
const JOURNALLED_MS = 500;

beforeEach(() => void vi.useFakeTimers());
const opened: ReturnType<typeof createCourseUnsaved>[] = [];
afterEach(() => {
  for (const unsaved of opened.splice(0)) unsaved.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A course of two chapters; main answers as told, and what it was asked is noted. */
function open(options: { readonly draft?: Record<string, string>; readonly gone?: RowId[] } = {}) {
  const main = { refuses: false, currentN: 3, answers: Promise.resolve() };
  const asked: [route: string, input: Record<string, unknown>][] = [];
  vi.stubGlobal('lectern', {
    invoke: async (route: string, input: Record<string, unknown>) => {
      asked.push([route, input]);
      if (route === 'history.peek') return ok({ undo: null, redo: null, currentN: main.currentN });
      if (route !== 'course.saveAll') return ok({});
      await main.answers;
      return main.refuses ? err('DISK_FULL', 'no space') : ok({ gone: options.gone ?? [] });
    },
  });
  const unsaved = createCourseUnsaved({
    courseId,
    draft: options.draft ? { fields: options.draft, savedAtMs: 1 } : null,
    readOutline: async () => outline,
    send: (save, onRefused) =>
      call('course.saveAll', save).catch((error: unknown) => {
        onRefused(error);
        throw error;
      }),
  });
  opened.push(unsaved);
  const inputs = (route: string) => asked.flatMap(([name, input]) => (name === route ? [input] : []));
  const openLesson = (draft: Record<string, string> | null = null) =>
    unsaved.open(lessonKind, {
      entityId: lessonAt(1),
      title: 'Lesson 1',
      saved: lessonValuesOf(lesson),
      draft: draft && { fields: draft, savedAtMs: 1 },
    });
  const openDetails = () =>
    unsaved.open(detailsKind, { entityId: courseId, title: 'Cells', saved: details, draft: null });
  const state = () => unsaved.store.getState();
  return { unsaved, main, inputs, openLesson, openDetails, state };
}
const rows = (...ids: RowId[]): ReadonlySet<RowId> => new Set(ids);

describe('Save changes', () => {
  test('takes all forms, on screen or not, and the pending deletes, in one command', async () => {
    const { unsaved, inputs, openLesson, openDetails, state } = open();
    openDetails().control.setValue('subtitle', 'Small rooms', { shouldDirty: true });
    openLesson().control.setValue('dripText', '7', { shouldDirty: true });
    unsaved.strike(rows(chapterAt(2), lessonAt(3), lessonAt(2)), words);
    expect([state().dirty.size, unsaved.hasUnsaved()]).toEqual([2, true]);
    expect(await unsaved.save()).toBe(true);
    expect(inputs('course.saveAll')).toEqual([
      {
        courseId,
        details: { subtitle: 'Small rooms' },
        over: { subtitle: '' },
        chapters: [],
        lessons: [{ lessonId: lessonAt(1), details: { dripDays: 7 }, over: { dripDays: null } }],
        deletes: [chapterAt(2), lessonAt(2)],
        drafts: [
          { form: 'course-details', entityId: courseId },
          { form: 'lesson-details', entityId: lessonAt(1) },
          { form: 'course-deletes', entityId: courseId },
        ],
      },
    ]);
    expect([unsaved.hasUnsaved(), state()]).toMatchObject([false, { end: null, isSaving: false, struck: new Set() }]);
    expect([await unsaved.save(), inputs('course.saveAll').length]).toEqual([true, 1]);
  });

  test('two forms of one lesson are one change of it', async () => {
    const { unsaved, inputs, openLesson } = open();
    openLesson().control.setValue('dripText', '7', { shouldDirty: true });
    const subject = { entityId: lessonAt(1), title: 'Lesson 1', saved: { body: 'Old' }, draft: null };
    unsaved.open(lessonTextKind, subject).control.setValue('body', '# New', { shouldDirty: true });
    expect(await unsaved.save()).toBe(true);
    expect(inputs('course.saveAll')[0]).toMatchObject({
      lessons: [
        { lessonId: lessonAt(1), details: { dripDays: 7, body: '# New' }, over: { dripDays: null, body: 'Old' } },
      ],
    });
    expect(inputs('course.saveAll')[0]?.['lessons']).toHaveLength(1);
  });

  test('what main refuses is unsaved again, with what was typed and struck through meanwhile', async () => {
    const { unsaved, main, openLesson, state } = open();
    const form = openLesson();
    form.control.setValue('body', 'Read', { shouldDirty: true });
    unsaved.strike(rows(lessonAt(2)), words);
    main.refuses = true;
    const answered = Promise.withResolvers<void>();
    main.answers = answered.promise;
    const saving = unsaved.save();
    await vi.waitFor(() => expect(state().struck.size).toBe(0));
    expect(form.isDirty()).toBe(false);
    unsaved.strike(rows(lessonAt(3)), words);
    answered.resolve();
    expect(await saving).toBe(false);
    expect(state()).toMatchObject({ struck: rows(lessonAt(3), lessonAt(2)), end: { kind: 'failed' }, isSaving: false });
    expect([form.isDirty(), form.control.getValues('body')]).toEqual([true, 'Read']);
    main.refuses = false;
    expect([await unsaved.save(), unsaved.hasUnsaved(), state().end]).toEqual([true, false, null]);
  });

  test('a form that cannot be saved is named, and nothing is sent', async () => {
    const { unsaved, inputs, openLesson, state } = open();
    const form = openLesson();
    form.control.setValue('dripText', 'soon', { shouldDirty: true });
    unsaved.strike(rows(lessonAt(2)), words);
    expect(await unsaved.save()).toBe(false);
    expect(state().end).toMatchObject({ kind: 'fault', form: { title: 'Lesson 1', entityId: lessonAt(1) } });
    expect([inputs('course.saveAll'), state().struck]).toEqual([[], rows(lessonAt(2))]);
    form.control.setValue('body', 'Read', { shouldDirty: true });
    expect(state().end).toMatchObject({ kind: 'fault' });
    form.control.setValue('dripText', '7', { shouldDirty: true });
    expect(state().end).toBeNull();
    expect([await unsaved.save(), state().end]).toEqual([true, null]);
  });

  test('what was deleted elsewhere meanwhile is told by its title', async () => {
    const { unsaved, openLesson, state } = open({ gone: [lessonAt(1)] });
    openLesson().control.setValue('body', 'Read', { shouldDirty: true });
    expect(await unsaved.save()).toBe(true);
    expect(state().end).toEqual({ kind: 'gone', titles: ['Lesson 1'] });
  });
});

describe('drafts', () => {
  test('pending deletes are kept within the delay, and their draft goes with the last of them', async () => {
    const { unsaved, inputs } = open();
    unsaved.strike(rows(lessonAt(1), lessonAt(2)), words);
    vi.advanceTimersByTime(JOURNALLED_MS);
    unsaved.restore(rows(lessonAt(1), lessonAt(2)));
    vi.advanceTimersByTime(JOURNALLED_MS);
    expect(inputs('draft.save')).toEqual([
      { form: 'course-deletes', entityId: courseId, fields: { [lessonAt(1)]: '', [lessonAt(2)]: '' } },
      { form: 'course-deletes', entityId: courseId, fields: null },
    ]);
  });

  test('of forms that are left are of whoever opens the form next; a form without one says nothing', () => {
    const { unsaved, inputs, openLesson, openDetails } = open();
    openLesson().control.setValue('dripText', '7', { shouldDirty: true });
    openDetails();
    unsaved.close();
    expect(inputs('draft.save')).toHaveLength(1);
    expect(inputs('draft.close')).toEqual([{ form: 'lesson-details', entityId: lessonAt(1) }]);
  });

  test('of before: rows are struck through and fields dirty, with what they were typed over', async () => {
    const { unsaved, openLesson, inputs, state } = open({ draft: { [lessonAt(3)]: '' } });
    expect([state().struck, unsaved.hasUnsaved()]).toEqual([rows(lessonAt(3)), true]);
    const form = openLesson({ body: 'Read', 'over.body': 'Before', status: 'no such' });
    expect([form.isDirty(), state().dirty.size, form.restoredAtMs()]).toEqual([true, 1, 1]);
    await unsaved.save();
    expect(inputs('course.saveAll')).toMatchObject([
      { lessons: [{ details: { body: 'Read' }, over: { body: 'Before' } }], deletes: [lessonAt(3)] },
    ]);
  });

  test('discarding leaves nothing: no field dirty, no row struck through, no draft', async () => {
    const { unsaved, openLesson, inputs, state } = open({ draft: { [lessonAt(3)]: '' } });
    const form = openLesson({ body: 'Read' });
    unsaved.discard();
    expect([form.control.getValues('body'), form.isDirty(), state().dirty.size, state().struck.size]).toEqual([
      '',
      false,
      0,
      0,
    ]);
    expect(inputs('draft.save')).toEqual([
      { form: 'lesson-details', entityId: lessonAt(1), fields: null },
      { form: 'course-deletes', entityId: courseId, fields: null },
    ]);
  });
});

describe('undo of a pending delete', () => {
  test('comes before what main did earlier, and after what it did since', async () => {
    const { unsaved, main, state } = open();
    unsaved.strike(rows(lessonAt(1)), words);
    main.currentN = 4; // a rename
    expect(await takeLocalStep('undo')).toBeNull();
    main.currentN = 3; // undone
    expect(await takeLocalStep('undo')).toBe(words);
    expect(state().struck).toEqual(rows());
    expect(await takeLocalStep('redo')).toBe(words);
    expect(state().struck).toEqual(rows(lessonAt(1)));
    unsaved.close();
    expect(await takeLocalStep('undo')).toBeNull();
  });

  test('two quick undos take back two, and two quick redos both again', async () => {
    const { unsaved, state } = open();
    unsaved.strike(rows(lessonAt(1)), words);
    unsaved.strike(rows(lessonAt(2)), words);
    const client = createQueryClient();
    await Promise.all([1, 2].map(() => runMutation(client, undoStep, undefined)));
    expect(state().struck).toEqual(rows());
    await Promise.all([1, 2].map(() => runMutation(client, redoStep, undefined)));
    expect(state().struck).toEqual(rows(lessonAt(1), lessonAt(2)));
  });

  test('nothing is left to undo once the row was restored, or all is saved', async () => {
    const { unsaved } = open();
    unsaved.strike(rows(lessonAt(1)), words);
    unsaved.restore(rows(lessonAt(1)));
    expect(await takeLocalStep('undo')).toBeNull();
    unsaved.strike(rows(lessonAt(2)), words);
    unsaved.strike(rows(lessonAt(3)), words);
    await takeLocalStep('undo');
    await unsaved.save();
    expect([await takeLocalStep('undo'), await takeLocalStep('redo')]).toEqual([null, null]);
  });
});
