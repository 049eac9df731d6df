import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../helpers/temporary.ts';
import { caller, chapterOf, lessonOf, type Made, type UndoCases } from './undo-rig.ts';

/** Files for download: the first lesson has `01 - a.pdf` from its import. */
const layFiles = (...names: readonly string[]): string[] => {
  const folder = temporaryFolder();
  return names.map((name) => {
    writeFileSync(join(folder, name), name);
    return join(folder, name);
  });
};
const attach = (s: Made) =>
  s.actions['resource.create']({ lessonId: lessonOf(s, 0), files: { paths: layFiles('x.pdf', 'y.zip') } }, caller);
const ofChapter = (s: Made) => s.outlines.listChapterFiles(chapterOf(s, 1)).map(({ mediaId }) => mediaId);
const idsOf = (s: Made) => s.outlines.getLesson(lessonOf(s, 0))?.resources.map(({ mediaId }) => mediaId) ?? [];

export const resourceCases: UndoCases = {
  'resource.pick': {
    several: {
      run: (s) => s.actions['resource.pick']({ lessonId: lessonOf(s, 1) }, caller),
      label: { code: 'resource.attach', count: 2 },
    },
  },
  'resource.create': {
    'from disk': { run: attach, label: { code: 'resource.attach', count: 2, name: 'a' } },
    'of the course': {
      run(s) {
        const mediaIds = idsOf(s);
        return s.actions['resource.create']({ lessonId: lessonOf(s, 1), files: { mediaIds } }, caller);
      },
      label: { code: 'resource.attach', count: 1, name: 'b' },
    },
  },
  'resource.rename': {
    one: {
      run: (s) =>
        s.actions['resource.rename'](
          { lessonId: lessonOf(s, 0), mediaId: idsOf(s)[0] as never, name: 'Sheet' },
          caller,
        ),
      label: { code: 'resource.rename', count: 1, name: '01 - a.pdf' },
    },
  },
  'resource.move': {
    'several to the front': {
      given: attach,
      run(s) {
        const mediaIds = idsOf(s).slice(1);
        return s.actions['resource.move']({ lessonId: lessonOf(s, 0), mediaIds, afterId: null }, caller);
      },
      label: { code: 'resource.move', count: 2, name: 'a' },
    },
  },
  'resource.deleteOfChapter': {
    'what came with it': {
      run: (s) => s.actions['resource.deleteOfChapter']({ chapterId: chapterOf(s, 1), mediaIds: ofChapter(s) }, caller),
      label: { code: 'resource.delete', count: 1, name: 'Two' },
    },
  },
  'resource.delete': {
    several: {
      given: attach,
      run: (s) => s.actions['resource.delete']({ lessonId: lessonOf(s, 0), mediaIds: idsOf(s).slice(1) }, caller),
      label: { code: 'resource.delete', count: 2, name: 'a' },
    },
  },
};
