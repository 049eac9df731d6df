import { caller, type UndoCases } from './undo-rig.ts';

/** Commands of a course as a whole. */
export const courseCases: UndoCases = {
  'course.create': {
    one: {
      run: ({ actions }) => actions['course.create']({ title: 'New' }, caller),
      label: { code: 'course.create', count: 1, name: 'New' },
    },
  },
  'course.saveDetails': {
    'every group': {
      run: ({ actions, courseId }) => {
        const details = { title: 'T', subtitle: 'S', description: 'D', objectives: ['a', 'b'], audience: 'A' };
        const facts = { requirements: 'R', category: 'C', language: 'de', level: 'beginner' as const };
        const input = { courseId, details: { ...details, ...facts, priceMinor: 4_999, currency: 'EUR' } };
        return actions['course.saveDetails'](input, caller);
      },
      label: { code: 'course.edit', name: 'Cells' },
    },
  },
  'course.duplicate': {
    'with all that is in it': {
      run: ({ actions, courseId }) =>
        actions['course.duplicate']({ copies: [{ courseId, title: 'Cells copy' }] }, caller),
      label: { code: 'course.duplicate', count: 1, name: 'Cells' },
    },
  },
  'course.delete': {
    'with all that is in it': {
      run: ({ actions, courseId }) => actions['course.delete']({ courseIds: [courseId] }, caller),
      label: { code: 'course.delete', name: 'Cells' },
    },
  },
};
