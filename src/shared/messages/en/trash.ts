/** Words of the trash. */
export const trash = {
  title: 'Trash',
  loading: 'Reading the trash',
  nothing: 'The trash is empty.',
  nothingHint: 'What is deleted can come back from here for 90 days.',
  kind: { course: 'Course', chapter: 'Chapter', lesson: 'Lesson' },
  times: 'deleted {{deleted}}, kept until {{until}}',
  restore: 'Restore',
  restoreOf: 'Restore “{{title}}”',
  restored: 'Restored “{{title}}”',
  purged_one: 'Deleted {{count}} item for good',
  purged_other: 'Deleted {{count}} items for good',
  empty: 'Empty trash…',
  purgeVerb: 'Delete for good…',
  purgeOf: 'Delete for good…: “{{title}}”',
  purge: 'Delete for good',
  purgeOne: 'Delete “{{title}}” for good?',
  purgeMany_one: 'Delete {{count}} item for good?',
  purgeMany_other: 'Delete {{count}} items for good?',
  purgeHint:
    'It leaves the trash on all your computers. A day later its files that nothing else uses are deleted from your storage.',
} as const;
