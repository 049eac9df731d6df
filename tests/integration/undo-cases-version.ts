import type { CourseVersionId } from '../../src/shared/domain/ids.ts';
import { caller, chapterOf, lessonOf, type Made, type UndoCases, deleteRows } from './undo-rig.ts';

/** The version that was made last. */
export const latestVersion = ({ versions, courseId }: Made): CourseVersionId =>
  versions.list(courseId)[0]?.versionId as CourseVersionId;
export const makeVersion = ({ actions, courseId }: Made, name = 'Before') =>
  actions['version.make']({ courseId, name }, caller);

/** Commands of versions. */
export const versionCases: UndoCases = {
  'version.make': {
    one: { run: makeVersion, label: { code: 'version.make', count: 1, name: 'Before' } },
  },
  'version.rename': {
    one: {
      given: makeVersion,
      run: (s) => s.actions['version.rename']({ versionId: latestVersion(s), name: 'Older' }, caller),
      label: { code: 'version.rename', count: 1, name: 'Before' },
    },
  },
  'version.delete': {
    'with its parts': {
      given: makeVersion,
      run: (s) => s.actions['version.delete']({ versionId: latestVersion(s) }, caller),
      label: { code: 'version.delete', count: 1, name: 'Before' },
    },
  },
  'version.restore': {
    'after all kinds of edits': {
      async given(s) {
        await makeVersion(s);
        await s.actions['lesson.move'](
          { lessonIds: [lessonOf(s, 3)], chapterId: chapterOf(s, 0), afterId: null },
          caller,
        );
        await s.actions['lesson.rename']({ lessonId: lessonOf(s, 1), title: 'Other' }, caller);
        await s.actions['lesson.create'](
          { place: { chapterId: chapterOf(s, 0), afterId: null }, kind: 'text', title: 'Later' },
          caller,
        );
        await deleteRows(s, [chapterOf(s, 1)]);
        await s.actions['chapter.create']({ courseId: s.courseId, title: 'New' }, caller);
      },
      run: (s) => s.actions['version.restore']({ versionId: latestVersion(s) }, caller),
      label: { code: 'version.restore', count: 1, name: 'Before' },
    },
    'to what was published': {
      async given(s) {
        await makeVersion(s);
        s.db.prepare(`UPDATE course_versions SET kind = 'published'`).run();
        await s.actions['lesson.rename']({ lessonId: lessonOf(s, 1), title: 'Other' }, caller);
      },
      run: (s) => s.actions['version.restore']({ versionId: latestVersion(s) }, caller),
      label: { code: 'version.discard', count: 1, name: 'Cells' },
    },
  },
};
