import { caller, type UndoCases } from './undo-rig.ts';

/** The cover of a course; an import has given it one. */
export const coverCases: UndoCases = {
  'cover.pick': {
    'in place of another': {
      run: ({ actions, courseId }) => actions['cover.pick']({ courseId }, caller),
      label: { code: 'course.edit', name: 'Cells' },
    },
  },
  'cover.delete': {
    one: {
      run: ({ actions, courseId }) => actions['cover.delete']({ courseId }, caller),
      label: { code: 'course.edit', name: 'Cells' },
    },
  },
};
