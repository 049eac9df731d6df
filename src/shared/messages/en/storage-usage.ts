/** Settings › Storage: what is kept there, and what of it can go. */
export const storageUsage = {
  title: 'Storage used',
  hint: 'What your courses keep in the storage, the largest first. A file that several courses show is counted once.',
  none: 'Nothing is stored yet.',
  used: '{{used}} used',
  courses: 'Storage used by course',
  untitled: 'Course without a title',
  other: 'In no course',
  former: {
    text_one: '{{count}} replaced version is kept: {{bytes}}.',
    text_other: '{{count}} replaced versions are kept: {{bytes}}.',
    discard: 'Delete replaced versions…',
    askTitle: 'Delete replaced versions?',
    askText:
      'The versions that your lessons show now stay. The ones before them are deleted in the storage within an hour or so. ' +
      'This cannot be undone.',
    confirm: 'Delete',
    done_one: '{{count}} replaced version will be deleted ({{bytes}})',
    done_other: '{{count}} replaced versions will be deleted ({{bytes}})',
  },
} as const;
