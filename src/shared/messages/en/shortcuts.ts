/** The sheet of keys. */
export const shortcuts = {
  title: 'Keyboard shortcuts',
  search: 'Search by words or keys',
  what: 'What it does',
  keys: 'Keys',
  none: 'No shortcut fits “{{search}}”.',
  group: { everywhere: 'Everywhere', here: 'For what is selected', lists: 'In lists', player: 'In the player' },
  change: 'Change keys…',
  /** What is done with the selected rows. */
  verb: {
    rename: 'Rename',
    delete: 'Delete',
    duplicate: 'Duplicate',
    edit: 'Edit together',
    add: 'Add a lesson',
    addGroup: 'Add a chapter',
    moveTo: 'Move to…',
    moveUp: 'Move up',
    moveDown: 'Move down',
    moveChapterUp: 'Move the chapter up',
    moveChapterDown: 'Move the chapter down',
  },
  list: {
    all: 'Select all',
    extend: 'Select up to the next row',
    toggle: 'Add the row to the selection, or take it out',
    clear: 'Clear selection',
  },
  player: {
    play: 'Play or pause',
    back: '10 seconds back',
    on: '10 seconds on',
    mute: 'Sound on or off',
    captions: 'Captions on or off',
    mark: 'A chapter begins here',
    full: 'Full screen',
  },
} as const;
