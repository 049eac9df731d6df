/** What must be known for as long as it holds. */
export const notice = {
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

/** The status bar, and what its parts mean. */
export const status = {
  label: 'Status',
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
  conflictsHint: 'Somebody changed the same words on another computer. The newer words show here; the others are kept.',
  refused_one: '{{count}} change refused',
  refused_other: '{{count}} changes refused',
  refusedHint: 'The server did not accept these changes. They are kept on this computer.',
  syncNow: 'Sync now',
  signIn: 'Sign in…',
  setUp: 'Set up a server…',
} as const;
