import { caller, lessonOf, type Made, type UndoCases } from './undo-rig.ts';

/** Tags are put on the course and a lesson first: the step under test is the one after. */
async function tagged(s: Made): Promise<void> {
  const lessons = [{ lessonId: lessonOf(s, 0), details: { tags: ['Biology', 'Cells'] } }];
  await s.actions['course.saveAll']({ courseId: s.courseId, details: { tags: ['Biology'] }, lessons }, caller);
}

/** Commands of the workspace's tags. */
export const tagCases: UndoCases = {
  'tag.rename': {
    'in everything that has it': {
      given: tagged,
      run: ({ actions }) => actions['tag.rename']({ name: 'Biology', to: 'Life' }, caller),
      label: { code: 'tag.rename', count: 1, name: 'Biology' },
    },
  },
  'tag.delete': {
    'from everything': {
      given: tagged,
      run: ({ actions }) => actions['tag.delete']({ name: 'Biology' }, caller),
      label: { code: 'tag.delete', count: 1, name: 'Biology' },
    },
  },
};
