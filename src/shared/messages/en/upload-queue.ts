/** Words of the page of the queue. See ../en.ts for how they are looked up. */
export const uploadQueue = {
  page: {
    title: 'Upload queue',
    open: 'All uploads',
    show: 'Show',
    filter: { all: 'All', going: 'Going', waiting: 'Waiting', failed: 'Failed', ready: 'Done' },
    filterCount: '{{filter}} {{count}}',
    empty: 'Nothing is being uploaded.',
    emptyHint: 'What you import is uploaded by itself once storage is connected.',
    toCourses: 'Go to the courses',
    noneShown: 'No upload is under “{{filter}}”.',
    showAll: 'Show all uploads',
    selectTooLarge: 'Select what does not fit',
    atTheTop: 'Already first',
    atTheEnd: 'Already last',
    moved_one: '“{{name}}” is number {{position}} of {{total}}',
    moved_other: '{{count}} uploads moved, from number {{position}} of {{total}}',
  },
} as const;
