/** What must be known for as long as it holds, or until it was read. */
export const notice = {
  COMPUTER_RESTORED: {
    title: 'This computer was restored from a backup.',
    hint:
      'Its disk or Lectern’s folder went back to an earlier state, or was copied. Nothing is lost: what had reached the ' +
      'cloud comes back, and changes that waited here are sent again.',
  },
  SERVER_RESTORED: {
    title: 'The server was restored.',
    hint:
      'It went back to an earlier state. Everything is being fetched again, and what it lacks is sent again from this ' +
      'computer.',
  },
  ACCESS_REVOKED: {
    title: 'Your access to these courses was withdrawn.',
    hint: 'Your changes stay on this computer and wait. Ask whoever manages your organisation’s server.',
  },
  ROLE_CHANGED: {
    title: 'Your rights to these courses were changed.',
    hint: '{{detail}}',
  },
  DISK_FULL: {
    title: 'The disk is full.',
    hint: 'Lectern shows everything but saves nothing new until there is space again.',
  },
  READ_ONLY: {
    title: 'Lectern cannot write to its data folder.',
    hint: 'It shows everything but saves nothing new until the folder can be written again.',
  },
  DATABASE_SET_ASIDE: {
    title: 'The damaged data file was set aside.',
    hint: 'Sign in to bring back what the cloud has. The file is kept: {{detail}}',
  },
  BACKUP_NO_SPACE: {
    title: 'There is no room on the disk for today’s backup.',
    hint: 'Your work is saved and the backups of before are kept. Free some space: it is tried again by itself.',
  },
  BACKUP_FOLDER: {
    title: 'Lectern cannot use its folder of backups.',
    hint:
      'Your work is saved, but not backed up. See in the settings, under Backups, where the folder is, and make sure ' +
      'that it can be written: it is tried again by itself.',
  },
  BACKUP_FAILED: {
    title: 'Today’s backup could not be made.',
    hint: 'Your work is saved and the backups of before are kept. It is tried again by itself; the log files say more.',
  },
  BACKUP_RESTORED: {
    title: 'The data file was damaged. Lectern opened the backup of {{time}}.',
    hint:
      'Changes made since then that had reached the cloud come back when you are signed in. The damaged file is kept: ' +
      '{{detail}}',
  },
  VAULT_UNAVAILABLE: {
    title: 'This computer’s password store is not available.',
    hint: 'You can work, but Lectern cannot keep you signed in or keep the storage key.',
  },
} as const;

/** What an account may do, after its rights were changed. */
export const rightsOf = {
  owner: 'You own them now, and may change everything.',
  editor: 'You may change them.',
  viewer: 'You may read them. The server refuses changes; those made here are kept under Changes.',
  other: 'Lectern finds out what you may do as you do it.',
} as const;

/** The status bar, and what its parts mean. */
export const status = {
  label: 'Status',
  /** After the notice of a damaged data file. */
  rescued_one: '{{count}} change that had not reached the cloud could be read and is in place.',
  rescued_other: '{{count}} changes that had not reached the cloud could be read and are in place.',
  saved: 'Saved on this computer {{time}}',
  savedNever: 'Saved on this computer',
  savedHint: 'Every change is written to this computer’s disk at once. It needs no network.',
  waiting_one: '{{count}} change waiting',
  waiting_other: '{{count}} changes waiting',
  waitingHint: 'These changes are safe on this computer and go to the cloud in order, by themselves.',
  synced: 'Synced {{time}}',
  syncedNever: 'Not synced yet',
  syncedHint: 'The cloud had everything of this computer at that time, and the other way round.',
  syncing: 'Syncing',
  syncingHint: 'Changes are on their way to the cloud and back.',
  localOnly: 'This computer only',
  localOnlyHint: 'No server is set up. Everything works; add one to see your courses on other computers.',
  signedOut: 'Signed out',
  signedOutHint: 'Everything works and stays on this computer. Sign in to see your courses on other computers.',
  offline: 'Offline',
  offlineHint: 'The server cannot be reached. Go on working; changes are sent when the connection is back.',
  needsAuth: 'Sign in again',
  needsAuthHint: 'Your session ended. Nothing is lost: your changes wait here until you sign in again.',
  blocked: 'Versions differ',
  blockedHint:
    'Lectern and the server do not know the same things. Your changes wait here until the older of the two is updated.',
  stopped: 'Sync stopped',
  stoppedHint:
    'Lectern cannot get on with the cloud. Your changes are safe on this computer, and it is tried again by itself. ' +
    'If it stays so, send the log files to support.',
  captive: 'Network asks for sign-in',
  captiveHint: 'Something between you and the server answers in its place. Open a web page and sign in to the network.',
  conflicts_one: '{{count}} conflict',
  conflicts_other: '{{count}} conflicts',
  showChanges: 'Show changes',
  conflictsHint: 'Somebody changed the same words on another computer. The newer words show here; the others are kept.',
  refused_one: '{{count}} change refused',
  refused_other: '{{count}} changes refused',
  refusedHint: 'The server did not accept these changes. They are kept on this computer.',
  syncNow: 'Sync now',
  signIn: 'Sign in…',
  setUp: 'Set up a server…',
} as const;

/** The page of what waits, what was refused, and what lost against another computer. */
export const changes = {
  title: 'Changes',
  lastSynced: 'Last synced {{time}}',
  neverSynced: 'Not synced yet',
  allThere: 'Everything of this computer is in the cloud.',
  unsent: 'Changes that the cloud does not have',
  wasRefused: 'refused',
  waiting: 'Waiting to be sent',
  waitingHint: 'They are safe on this computer and go in this order, by themselves.',
  tried_one: 'tried once',
  tried_other: 'tried {{count}} times',
  more_one: 'and {{count}} more',
  more_other: 'and {{count}} more',
  refused: 'Refused by the server',
  refusedHint: 'These changes are kept here only. Nothing is lost until you discard it.',
  reasonOf: {
    GONE: 'What it is about is not in the cloud: it was deleted for good, or was refused itself.',
    PARENT_GONE: 'The course or chapter that it belongs to is not there any more.',
    VALUE: 'The server does not take this value: it may be too long, or not of the right kind.',
    RIGHTS: 'Your account may not change this.',
    OTHER: 'The server did not say why in words.',
  },
  part: 'It went in parts: {{taken}} of its {{total}} changes are in the cloud already. These are the rest.',
  retry: 'Try again',
  retried: 'It is sent again',
  edit: 'Edit…',
  editTitle: 'Edit the refused change',
  editSend: 'Send again',
  tooLong: 'At most {{limit}} characters.',
  objectivesTooLong: 'At most 50 lines of 500 characters each.',
  discard: 'Discard…',
  discardTitle: 'Discard this change?',
  discardText: 'Your words are gone then. Copy them first if you may need them.',
  discardNow: 'Discard',
  discarded: 'Discarded',
  conflicts: 'Changed on another computer, too',
  conflictsHint: 'The newer words show everywhere. The other ones are kept here for 90 days.',
  restore: 'Use these words',
  restoreMine: 'Restore mine',
  restored: 'The other words are in place',
  keep: 'Keep what shows',
  keepTheirs: 'Keep theirs',
  copy: 'Copy',
  copied: 'Copied',
  before: 'Before',
  mine: 'Your words',
  also: 'Also changed on {{device}} {{time}}',
  anotherComputer: 'another computer',
  wordsOf: 'Words from {{device}}',
  shows: 'Shows now',
  nothing: 'nothing',
  same: 'This is what shows now, too.',
  moved: 'another place',
  deleted: 'deleted',
  alive: 'not deleted',
  /** The columns of the synced tables, as somebody calls them. */
  columnOf: {
    title: 'Title',
    subtitle: 'Subtitle',
    description: 'Description',
    objectives: 'Objectives',
    audience: 'Audience',
    requirements: 'Requirements',
    category: 'Category',
    language: 'Language',
    level: 'Level',
    price_minor: 'Price',
    currency: 'Currency',
    status: 'Status',
    body: 'Text',
    content: 'What the lesson holds',
    name: 'Name',
    label: 'Label',
    kind: 'Kind',
    free_preview: 'Free preview',
    drip_days: 'Days after enrolment',
    flags: 'Kind of captions',
    alt: 'Description of the picture',
    deleted_at_ms: 'Deleted',
    pos: 'Place',
    other: 'Details',
  },
} as const;
