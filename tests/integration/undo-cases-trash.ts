import { caller, deleteRows, lessonOf, type Made, type UndoCases } from './undo-rig.ts';

const deleted = (s: Made) => deleteRows(s, [lessonOf(s, 0), lessonOf(s, 3)]);
const items = (s: Made) => [0, 3].map((at) => ({ kind: 'lesson' as const, id: lessonOf(s, at) }));

export const trashCases: UndoCases = {
  'trash.restore': {
    several: {
      given: deleted,
      run: (s) => s.actions['trash.restore']({ items: items(s) }, caller),
      label: { code: 'trash.restore', count: 2, name: '' },
    },
  },
  'trash.purge': {
    one: {
      given: deleted,
      run: (s) => s.actions['trash.purge']({ items: items(s).slice(0, 1) }, caller),
      label: { code: 'trash.purge', count: 1, name: 'a' },
    },
  },
};
