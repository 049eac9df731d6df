/** What a step did, as it reads after “Undo” and “Undone:”; the codes of src/shared/domain/step-label.ts. */
export const step = {
  course: {
    create_one: 'new course “{{name}}”',
    create_other: '{{count}} new courses',
    edit_one: 'changes to “{{name}}”',
    edit_other: 'changes to {{count}} courses',
    delete_one: 'deletion of “{{name}}”',
    delete_other: 'deletion of {{count}} courses',
    import_one: 'import of {{count}} lesson',
    import_other: 'import of {{count}} lessons',
  },
  chapter: {
    create_one: 'new chapter “{{name}}”',
    create_other: '{{count}} new chapters',
    rename_one: 'rename of “{{name}}”',
    rename_other: 'rename of {{count}} chapters',
    delete_one: 'deletion of “{{name}}”',
    delete_other: 'deletion of {{count}} chapters',
    move_one: 'move of “{{name}}”',
    move_other: 'move of {{count}} chapters',
  },
  lesson: {
    rename_one: 'rename of “{{name}}”',
    rename_other: 'rename of {{count}} lessons',
    delete_one: 'deletion of “{{name}}”',
    delete_other: 'deletion of {{count}} lessons',
    move_one: 'move of “{{name}}”',
    move_other: 'move of {{count}} lessons',
  },
  media: {
    inspect_one: 'file facts of “{{name}}”',
    inspect_other: 'file facts of {{count}} files',
    store_one: 'upload of “{{name}}”',
    store_other: 'upload of {{count}} files',
    discard_one: 'deletion of a former version of “{{name}}”',
    discard_other: 'deletion of {{count}} former versions',
  },
  step: {
    undo_one: 'undo',
    undo_other: 'undo of {{count}} steps',
    redo_one: 'redo',
    redo_other: 'redo of {{count}} steps',
  },
  sync: {
    restore_one: 'other words for “{{name}}”',
    restore_other: 'other words for {{count}} things',
  },
} as const;
