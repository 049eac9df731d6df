import { caller, type Made, type UndoCases } from './undo-rig.ts';

const cut = (words: string) => new Uint8Array(Buffer.from(words));
const setCover = ({ actions, courseId }: Made, path: string | null, words = 'cut') =>
  actions['cover.set']({ courseId, jpeg: cut(words), path }, caller);

/** The cover of a course; an import has given it one. */
export const coverCases: UndoCases = {
  'cover.set': {
    'in place of another': {
      run: (s) => setCover(s, '/pictures/cover.png'),
      label: { code: 'course.edit', name: 'Cells' },
    },
    'out of the picture that came with a folder': {
      run: (s) => setCover(s, null),
      label: { code: 'course.edit', name: 'Cells' },
    },
    'out of the same picture again': {
      given: (s) => setCover(s, '/pictures/cover.png'),
      run: (s) => setCover(s, null, 'cut otherwise'),
      label: { code: 'course.edit', name: 'Cells' },
    },
  },
  'cover.delete': {
    'with what it was cut out of': {
      given: (s) => setCover(s, '/pictures/cover.png'),
      run: ({ actions, courseId }) => actions['cover.delete']({ courseId }, caller),
      label: { code: 'course.edit', name: 'Cells' },
    },
  },
};
