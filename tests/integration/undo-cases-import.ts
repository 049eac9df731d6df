import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sampleArchive } from '../helpers/archive.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { caller, chapterOf, importInto, lessonOf, type Made, type UndoCases } from './undo-rig.ts';

const switches = { cleanNames: true, foldersAsChapters: true, excluded: [] };

/** Commands that bring in files. */
export const importCases: UndoCases = {
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
    'in the place of a video': {
      run: (s) => importOne(s),
      label: { code: 'lesson.replace', count: 1 },
    },
    'a folder that is dropped again': {
      run: refresh,
      label: { code: 'course.refresh', count: 1, name: 'Cells' },
    },
    'into a course': {
      run: (s) => importInto(s, { kind: 'chapter', chapterId: chapterOf(s, 0) }),
      label: { code: 'course.import', count: 4 },
    },
  },
};

async function importOne(s: Made): Promise<unknown> {
  const path = join(temporaryFolder(), 'take 2.mp4');
  writeFileSync(path, 'a take of its own length, and of no other');
  const opened = await s.actions['import.scan']({ paths: [path] }, caller);
  if (!opened.success) throw new Error(opened.error.code);
  const target = { kind: 'lesson' as const, lessonId: lessonOf(s, 0) };
  return s.actions['import.apply']({ planId: opened.data.planId, target, ...switches }, caller);
}

/** One lesson's recording is missing, and the lesson is to go. */
async function refresh(s: Made): Promise<unknown> {
  const [missing] = s.lessonFiles.list(s.courseId);
  if (!missing) throw new Error('no lesson has a file');
  rmSync(missing.path);
  const paths = [dirname(dirname(missing.path))];
  const opened = await s.actions['import.scan']({ paths, courseId: s.courseId }, caller);
  if (!opened.success) throw new Error(opened.error.code);
  const target = { kind: 'refresh' as const, courseId: s.courseId, deleted: [missing.lessonId] };
  return s.actions['import.apply']({ planId: opened.data.planId, target, ...switches }, caller);
}

async function importArchive({ actions, archives }: Made): Promise<unknown> {
  const opened = await actions['archive.open']({ path: await sampleArchive() }, caller);
  if (!opened.success) throw new Error(opened.error.code);
  archives.answers.folder = temporaryFolder();
  await actions['archive.pickFolder'](opened.data, caller);
  return actions['archive.apply'](opened.data, caller);
}
