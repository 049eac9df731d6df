/** Words of what is not saved on the pages of a course. See ../en.ts for how they are looked up. */
export const unsaved = {
  struck: 'Goes when you save',
  mark: 'Not saved yet',
  restore: 'Do not delete “{{title}}”',
  deletion: 'deletion of {{what}}',
  deletes: '{{what}} to delete',
  changes_one: 'Changes to “{{title}}”',
  changes_other: 'Changes in {{count}} places',
  deletedElsewhere: 'What you wanted to delete was deleted elsewhere meanwhile.',
  fault: {
    title: '“{{title}}” cannot be saved as it is. Nothing was saved yet.',
    hint: 'See to its fields, then save again.',
    show: 'Show it',
  },
  gone: {
    title_one: 'Saved. But “{{title}}” was deleted elsewhere meanwhile.',
    title_other: 'Saved. But {{count}} of what you changed were deleted elsewhere meanwhile.',
    hint_one: 'It is in the trash, with your changes in it.',
    hint_other: 'They are in the trash, with your changes in them.',
  },
} as const;
