/** Settings › Storage: what is kept there, and what of it can go. */
export const storageUsage = {
  title: 'Storage used',
  hint: 'What your courses keep in the storage, the largest first. A file that several courses show is counted once.',
  none: 'Nothing is stored yet.',
  used: '{{used}} used',
  usedOf: '{{used}} of {{quota}} used',
  quota: {
    label: 'Quota in GB',
    hint: 'Before a queue starts, Lectern compares what it needs with what is left. Leave it empty for no limit.',
    save: 'Save quota',
    saved: 'Quota saved',
    invalid: 'Type a number above 0, such as 250.',
    short: 'The queue needs {{needed}}, {{left}} are left: {{short}} short.',
    fits_one: '{{fitting}} of {{total}} file fits in what is left.',
    fits_other: '{{fitting}} of {{total}} files fit in what is left.',
    waits: 'Nothing is sent until you raise the quota, take something off the queue, or send anyway.',
    goesOn: 'It is sent anyway, as you said.',
    anyway: 'Send anyway',
  },
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
