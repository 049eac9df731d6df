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
    'into a course': {
      run: (s) => importInto(s, { kind: 'chapter', chapterId: chapterOf(s, 0) }),
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
