import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ChapterId, CourseId, LessonId } from '../../src/shared/domain/ids.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { openWatchRig } from '../helpers/watch-rig.ts';

/* Where files that are dropped into an outline land: at the line, or in the place of what a lesson shows. */
let home: string;
let rig: ReturnType<typeof openWatchRig>;
let courseId: CourseId;
const LONG_AGO = new Date('2026-01-15T10:00:00Z');

function save(name: string, content: string): string {
  const path = join(home, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  utimesSync(path, LONG_AGO, LONG_AGO);
  return path;
}
const outline = () => rig.outline(courseId)?.map(({ title, lessons }) => [title, ...lessons.map(([name]) => name)]);
const shown = (title: string) => {
  const lessons = rig.outline(courseId)?.flatMap((chapter) => chapter.lessons) ?? [];
  return lessons.find(([name]) => name === title)?.slice(1);
};
const chapter = (title: string): ChapterId =>
  rig.lessonFiles.listChapters(courseId).find((one) => one.title === title)?.chapterId as ChapterId;
const lesson = (title: string): LessonId =>
  rig.lessonFiles.list(courseId).find(({ lessonTitle }) => lessonTitle === title)?.lessonId as LessonId;
type Target = Parameters<typeof rig.apply>[1];
const bring = async (path: string, target: Target): Promise<unknown> =>
  rig.apply((await rig.drop(courseId, path)).planId, target);

beforeEach(async () => {
  home = temporaryFolder();
  save('Anatomy/1 - Basics/1 - Cells.mp4', 'cells');
  save('Anatomy/1 - Basics/2 - Tissue.mp4', 'tissue!');
  save('Anatomy/2 - Advanced/1 - Organs.mp4', 'organs!!');
  rig = openWatchRig();
  courseId = await rig.importFolder(join(home, 'Anatomy'));
});
afterEach(() => rig.stop());

describe('at the line', () => {
  test('lessons: after a lesson, before the first, and at the end when the lesson of the line is gone', async () => {
    const chapterId = chapter('Basics');
    const afterId = lesson('Cells');
    await bring(save('Bones.mp4', 'bones bones'), { kind: 'chapter', chapterId, afterId });
    await bring(save('Atoms.mp4', 'atoms and so on'), { kind: 'chapter', chapterId, afterId: null });
    rig.mutator.mutate({
      label: { code: 'lesson.delete', count: 1, name: '' },
      drafts: [{ t: 'lessons', id: afterId, k: 'set', v: { life: { deleted_at_ms: 5 } } }],
    });
    await bring(save('Skin.mp4', 'skin skin skin skin'), { kind: 'chapter', chapterId, afterId });
    expect(outline()?.[0]).toEqual(['Basics', 'Atoms', 'Bones', 'Tissue', 'Skin']);
  });

  test('chapters: after a chapter, and before the first', async () => {
    save('More/One/a.mp4', 'one of more');
    save('Less/Two/b.mp4', 'two of less of it');
    await bring(join(home, 'More'), { kind: 'course', courseId, afterId: chapter('Basics') });
    await bring(join(home, 'Less'), { kind: 'course', courseId, afterId: null });
    expect(outline()?.map(([title]) => title)).toEqual(['Two', 'Basics', 'One', 'Advanced']);
  });
});

describe('what comes with the lessons', () => {
  test('a file that no lesson has the name of is the chapter’s', async () => {
    save('Bones/Bones.mp4', 'bones bones');
    const sheet = save('Bones/worksheet.pdf', 'a worksheet on bones');
    const chapterId = chapter('Basics');
    await bring(join(home, 'Bones'), { kind: 'chapter', chapterId });
    expect(rig.db.prepare("SELECT target_id FROM media_links WHERE role = 'resource'").pluck().all()).toEqual([
      chapterId,
    ]);
    expect(rig.media.listToSend().map(({ path }) => path)).toContain(sheet);
  });

  test('documents alone go to the chapter, too', async () => {
    const chapterId = chapter('Advanced');
    await bring(save('syllabus.pdf', 'what is taught'), { kind: 'chapter', chapterId });
    expect(rig.outlines.listChapterFiles(chapterId)).toMatchObject([{ fileName: 'syllabus.pdf' }]);
  });
});

describe('cover, promo and description of a folder that is dropped on a course', () => {
  const folder = (name: string): string => {
    save(`${name}/cover.jpg`, `picture of ${name}`);
    save(`${name}/promo.mp4`, 'come and see');
    save(`${name}/description.md`, 'All of it.');
    save(`${name}/One/a.mp4`, `one of ${name}`);
    return join(home, name);
  };
  const linked = () =>
    rig.db.prepare('SELECT role FROM media_links WHERE target_id = ? ORDER BY role').pluck().all(courseId);
  const description = () => rig.mutator.rows.read('courses', courseId)?.row['description'];

  test('are those of the course where it has none, and go with one undo', async () => {
    await bring(folder('More'), { kind: 'course', courseId });
    expect([linked(), description()]).toEqual([['cover', 'promo'], 'All of it.']);
    rig.undo.undo();
    expect(description()).toBe('');
    expect(rig.children.linkIds(courseId)).toEqual([]);
  });

  test('are left out where it has them, and said to be; the description can be left out by hand', async () => {
    const first = await rig.drop(courseId, folder('More'));
    const excluded = ['description', first.promo?.fileKey ?? ''];
    await rig.apply(first.planId, { kind: 'course', courseId }, excluded);
    expect([linked(), description()]).toEqual([['cover'], '']);
    const plan = await rig.drop(courseId, folder('Others'));
    expect(plan).toMatchObject({ cover: null, promo: { originalName: 'promo.mp4' }, description: 'All of it.' });
    expect(plan.leftOut).toEqual([{ path: 'cover.jpg', reason: 'COURSE_HAS_IT', data: { role: 'cover' } }]);
  });
});

describe('in the place of what a lesson shows', () => {
  test('a newer version: title, captions and place stay, and one undo brings the former back', async () => {
    await bring(save('take 2.mp4', 'cells, take two'), { kind: 'lesson', lessonId: lesson('Cells') });
    expect(outline()?.[0]).toEqual(['Basics', 'Cells', 'Tissue']);
    expect(shown('Cells')).toEqual(['take 2.mp4', 15, 0]);
    expect(rig.media.listToSend().map(({ bytes }) => bytes)).toContain(15);
    expect(rig.undo.peek().undo).toEqual({ code: 'lesson.replace', count: 1, name: 'Cells' });
    rig.undo.undo();
    expect(shown('Cells')?.[1]).toBe(5);
  });

  test('a recording that another lesson shows, too, stays there', async () => {
    // The same bytes twice: one media file, shown by two lessons
    await bring(save('Cells again.mp4', 'cells'), { kind: 'chapter', chapterId: chapter('Advanced') });
    await bring(save('take 2.mp4', 'cells, take two'), { kind: 'lesson', lessonId: lesson('Cells again') });
    expect(shown('Cells again')?.[1]).toBe(15);
    expect(shown('Cells')?.[1]).toBe(5);
    rig.undo.undo();
    expect(shown('Cells again')?.[1]).toBe(5);
  });

  test('what the library has already is linked; what the lesson shows already is refused, and so are two files', async () => {
    await bring(save('copy of organs.mp4', 'organs!!'), { kind: 'lesson', lessonId: lesson('Cells') });
    expect(rig.lessonFiles.list(courseId).filter(({ bytes }) => bytes === 8)).toHaveLength(2);
    expect(new Set(rig.lessonFiles.list(courseId).map(({ mediaId }) => mediaId)).size).toBe(2);
    const again = bring(join(home, 'copy of organs.mp4'), { kind: 'lesson', lessonId: lesson('Cells') });
    await expect(again).rejects.toThrow('ALREADY_IMPORTED');
    save('Two/a.mp4', 'one of two files');
    save('Two/b.mp4', 'the other of them');
    const two = bring(join(home, 'Two'), { kind: 'lesson', lessonId: lesson('Cells') });
    await expect(two).rejects.toThrow('NOTHING_SELECTED');
  });

  test('a lesson that shows nothing yet gets its first; one that gets sound is an audio lesson', async () => {
    const video = rig.lessonFiles.videoOf(lesson('Tissue'));
    const lessonId = lesson('Tissue');
    rig.mutator.mutate({
      label: { code: 'media.discard', count: 1, name: '' },
      drafts: [{ t: 'media_links', id: video?.linkId ?? '', k: 'set', v: { life: { deleted_at_ms: 5 } } }],
    });
    await bring(save('sound.mp3', 'only sound'), { kind: 'lesson', lessonId });
    expect(shown('Tissue')).toEqual(['sound.mp3', 10, 0]);
    expect(rig.mutator.rows.read('lessons', lessonId)?.row['kind']).toBe('audio');
  });
});
