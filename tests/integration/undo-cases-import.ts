import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { sampleArchive } from '../helpers/archive.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { caller, chapterOf, importInto, type Made, type UndoCases } from './undo-rig.ts';

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

/** One lesson's recording is missing, and the lesson is to go. */
async function refresh(s: Made): Promise<unknown> {
  const [missing] = s.lessonFiles.list(s.courseId);
  if (!missing) throw new Error('no lesson has a file');
  rmSync(missing.path);
  const paths = [dirname(dirname(missing.path))];
  const opened = await s.actions['import.scan']({ paths, courseId: s.courseId }, caller);
  if (!opened.success) throw new Error(opened.error.code);
  const target = { kind: 'refresh' as const, courseId: s.courseId, deleted: [missing.lessonId] };
  const switches = { cleanNames: true, foldersAsChapters: true, excluded: [] };
  return s.actions['import.apply']({ planId: opened.data.planId, target, ...switches }, caller);
}

async function importArchive({ actions, archives }: Made): Promise<unknown> {
  const opened = await actions['archive.open']({ path: await sampleArchive() }, caller);
  if (!opened.success) throw new Error(opened.error.code);
  archives.answers.folder = temporaryFolder();
  await actions['archive.pickFolder'](opened.data, caller);
  return actions['archive.apply'](opened.data, caller);
}
