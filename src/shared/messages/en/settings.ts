/** The settings. */
export const settings = {
  title: 'Settings',
  sections: 'Settings sections',
  version: 'Lectern {{version}}',
  locked: 'Managed by your organisation',
  lockedHint: 'Ask your IT department if something here should be different.',
  account: {
    title: 'Account',
    hint: 'Sign in to keep your courses in the cloud and see them on other computers. Lectern works without it.',
    signedInAs: 'Signed in as {{email}}',
    ended: 'Your session ended. Nothing is lost: sign in again and everything goes on.',
    email: 'E-mail address',
    password: 'Password',
    signIn: 'Sign in',
    signOut: 'Sign out',
    needsServer: 'You can sign in as soon as the server is set up.',
    /** What is to happen to changes that have not reached the cloud. */
    leave: {
      title: 'Sign out with changes waiting?',
      waiting_one: '{{count}} change has not reached the cloud.',
      waiting_other: '{{count}} changes have not reached the cloud.',
      refused_one: '{{count}} change was refused by the server.',
      refused_other: '{{count}} changes were refused by the server.',
      ask: 'Choose what happens to your changes.',
      send: 'Sync now and sign out',
      sendHint: 'Sends everything first. You stay signed in if that does not work.',
      keep: 'Keep them and sign out',
      keepHint: 'They stay on this computer and go on when {{email}} signs in here again. Nobody else can send them.',
      save: 'Export and discard…',
      saveHint: 'Saves them to a file of yours, then takes them back here. This cannot be undone.',
      sending_one: 'Sending. {{count}} change is left.',
      sending_other: 'Sending. {{count}} changes are left.',
      progress: 'Sending changes',
      saved_one: '{{count}} change was saved to “{{file}}” and discarded here',
      saved_other: '{{count}} changes were saved to “{{file}}” and discarded here',
      notSent: {
        offline: {
          title: 'The server cannot be reached.',
          hint: 'Your changes are safe on this computer. Check the connection and try again, or keep them here.',
        },
        captive: {
          title: 'This network asks for a sign-in.',
          hint: 'Your changes are safe on this computer. Open a web page, sign in to the network, then try again.',
        },
        blocked: {
          title: 'Lectern and the server do not know the same things.',
          hint: 'Your changes are safe on this computer. Keep them here until the older of the two is updated.',
        },
        stopped: {
          title: 'The changes could not be sent now.',
          hint: 'They are safe on this computer. Try again, keep them here, or export them.',
        },
        refused: {
          title: 'The server did not accept everything.',
          hint: 'See under Changes what it refused and why, or keep or export it here.',
        },
      },
    },
    server: 'Server',
    serverHint: 'It keeps your courses in the cloud and on your other computers. Lectern works without it.',
    url: 'Address',
    urlHint: 'Your Supabase project, such as https://example.supabase.co',
    key: 'Publishable key',
    keyHint: 'Starts with sb_publishable_. It is not a secret.',
    keyDoubt: {
      secret: 'This is a secret key. Use the publishable one: it may be on your computer.',
      unknown: 'This does not look like a publishable key. They start with sb_publishable_ or eyJ.',
    },
    saveServer: 'Save server',
    serverSaved: 'Server saved',
  },
  device: {
    title: 'This computer',
    name: 'Name',
    hint: 'Shown where this computer and another one changed the same words. Leave it empty for “{{hostName}}”.',
    save: 'Save name',
    saved: 'Name saved',
  },
  storage: {
    title: 'Storage',
    hint: 'Videos are stored in a Backblaze B2 bucket of yours. Until it is connected they stay on this computer.',
    connected: 'Connected',
    keyId: 'Key ID',
    applicationKey: 'Application key',
    keySaved: 'Saved. Leave empty to keep it.',
    keyHint: 'Kept in this computer’s password store and never shown again.',
    bucket: 'Bucket',
    prefix: 'Folder in the bucket',
    prefixHint: 'Optional, such as courses/',
    endpoint: 'Endpoint',
    endpointHint: 'Leave empty for Backblaze.',
    test: 'Test connection',
    save: 'Save storage',
    saved: 'Storage saved',
    notSaved: 'Not saved. Change what is marked below, then save again.',
    forget: 'Disconnect storage',
    forgotten: 'Storage disconnected',
    findings: 'What the test found',
    rights: 'It is about: {{rights}}',
  },
  uploads: {
    title: 'Uploads',
    speed: 'Uploads from this computer',
    hint: 'How fast this computer uploads. A new limit holds at once, also for what is on its way.',
    limit: 'Speed limit',
    hoursLimit: 'Limit in these hours',
    limitHint: 'Leave it empty for no limit.',
    limitFault: 'Enter a number from 0.05 on, or leave it empty.',
    perSecond: 'MB/s',
    hasHours: 'Another limit at certain hours',
    from: 'From',
    to: 'To',
    days: 'On these days',
    noDay: 'Choose at least one day.',
    when: 'When to wait',
    pauseOnBattery: 'Wait while this computer is on battery',
    pauseOnMetered: 'Wait on networks that cost by the byte',
    stored: 'How films are stored',
    indexFirst: 'Put the index of a film first',
    indexFirstHint:
      'An MP4 or MOV then starts at once in a browser. Your file is not changed; the receipt tells both hashes.',
    pauseOnMeteredHint: 'Where the system says so: Windows, and Linux with NetworkManager.',
    save: 'Save limit',
    saved: 'Limit saved',
  },
  backups: {
    title: 'Backups',
    hint: 'Lectern copies its data file once a day and keeps the last 14 copies. Videos are not in them.',
    make: 'Back up now',
    made: 'Backed up',
    showFolder: 'Show in folder',
    list: 'Backups on this computer',
    none: 'There is no backup yet. The first one is made within a minute of the first start.',
    reasonOf: {
      daily: 'Daily',
      manual: 'Made by you',
      migration: 'Before an update',
      replaced: 'Before a restore',
    },
    newer: 'Made by a newer Lectern: install the newest one to go back to it',
    restore: 'Restore…',
    restoreOf: 'Restore… {{time}}',
    askTitle: 'Go back to {{time}}?',
    askText:
      'Your courses become what they were then. What is there now is backed up first, so you can come back to it. ' +
      'When you are signed in, everything that had reached the cloud since then comes back by itself.',
    askUnsent_one: '{{count}} change that has not reached the cloud stays in that backup only.',
    askUnsent_other: '{{count}} changes that have not reached the cloud stay in that backup only.',
    confirm: 'Restore',
    restored: 'Restored the backup of {{time}}',
  },
  keyboard: {
    title: 'Keyboard',
    hint: 'Press the keys of a command to change them; Esc leaves them as they are. They hold at once, in every window and in the menus.',
    resetAll: 'Reset all',
    none: 'None',
    change: '{{command}}: {{keys}}. Change',
    press: '{{command}}: Press keys… Esc leaves it as it is',
    pressShort: 'Press keys…',
    remove: 'No keys for “{{command}}”',
    reset: 'Reset “{{command}}”',
    taken: '{{keys}} is “{{by}}”.',
    takeOver: 'Take it over',
    leave: 'Leave it',
    /** Why keys cannot be had. */
    refused: {
      typing: '{{keys}} writes something. Press Ctrl or ⌘ with it, or a function key.',
      text: '{{keys}} edits text. Press other keys.',
      moving: '{{keys}} moves in lists and between controls. Press other keys.',
      system: '{{keys}} belongs to the system or the window. Press other keys.',
    },
  },
  appearance: {
    title: 'Appearance',
    theme: 'Theme',
    themeHint: 'System follows your computer’s light and dark mode.',
    language: 'Language',
    languageHint: 'System follows your computer’s language. It changes at once, in every window.',
    languageOf: { system: 'System' },
    themeOf: { system: 'System', light: 'Light', dark: 'Dark' },
    density: 'Rows',
    densityHint: 'Compact rows show more of an outline, a queue or a list of courses.',
    densityOf: { comfortable: 'Comfortable', compact: 'Compact' },
  },
} as const;

/** What *Test connection* found, and how to set it right. */
export const finding = {
  OK: { title: 'Everything works.', fix: 'Lectern can store videos in this bucket.' },
  UNREACHABLE: {
    title: 'The storage cannot be reached.',
    fix: 'Check the network connection and the endpoint, then test again.',
  },
  INSECURE_ENDPOINT: {
    title: 'The endpoint does not start with https://.',
    fix: 'Use an https address, so that nobody on the way can read your key.',
  },
  WRONG_KEY: {
    title: 'Backblaze does not accept this key.',
    fix: 'Check the key ID and the application key. A key is shown only once: make a new one if it was lost.',
  },
  MASTER_KEY: {
    title: 'This is the master key of the account.',
    fix: 'It can delete everything. Make an application key for this one bucket and use that.',
  },
  KEY_TOO_POWERFUL: {
    title: 'This key may do more than Lectern needs.',
    fix: 'Make a key without the rights to manage keys, so that a lost computer cannot harm the account.',
  },
  KEY_NOT_RESTRICTED: {
    title: 'This key opens other buckets of the account too.',
    fix: 'Make a key for this one bucket, so that a lost computer cannot touch the others.',
  },
  KEY_WITHOUT_FOLDER: {
    title: 'This key opens more than one folder of the bucket.',
    fix: 'Make a key with a file name prefix that ends in “/”, such as “courses/”, so that it reaches only your courses.',
  },
  CAPABILITY_MISSING: {
    title: 'This key may not do everything that uploads need.',
    fix: 'Make a key with the rights to read and write files in this bucket.',
  },
  BUCKET_NOT_FOUND: {
    title: 'There is no bucket of this name.',
    fix: 'Check its spelling in your Backblaze account.',
  },
  BUCKET_NOT_ALLOWED: {
    title: 'This key is for another bucket.',
    fix: 'Choose the bucket of the key, or make a key for this bucket.',
  },
  PREFIX_NOT_ALLOWED: {
    title: 'This key is for another folder of the bucket.',
    fix: 'Enter the folder that the key was made for.',
  },
  LIFECYCLE_CANCELS_UPLOADS: {
    title: 'The bucket cancels uploads that take long.',
    fix:
      'On the Backblaze site open Buckets, “Lifecycle Settings” of this bucket, and remove the lifecycle rule for unfinished ' +
      'large files, or a paused upload may have to start again.',
  },
  LIFECYCLE_DELETES_FILES: {
    title: 'The bucket deletes files after some time.',
    fix:
      'On the Backblaze site open Buckets, “Lifecycle Settings” of this bucket, and choose “Keep all versions”, or your ' +
      'videos will disappear.',
  },
  CLOCK_SKEW: {
    title: 'This computer’s clock is wrong.',
    fix: 'Set the date and time to automatic, then test again.',
  },
  CAP_EXCEEDED: {
    title: 'A cap of the account is reached.',
    fix: 'Raise it on the Backblaze site under “Caps & Alerts”. A change may take ten minutes to hold.',
  },
  CORS_MISSING: {
    title: 'Pages on the web cannot play from this bucket.',
    fix:
      'Only needed if a website plays your videos straight from the bucket. On the Backblaze site open Buckets, “CORS Rules” ' +
      'of this bucket, and share it with your website’s address; allow the header “range”.',
  },
  FILES_HIDDEN: {
    title: 'Somebody hid files in the folder of your courses.',
    fix:
      'Hidden files may be deleted by a lifecycle rule. On the Backblaze site open Browse Files, this bucket, and delete the ' +
      'entries marked “hidden” to show the files again.',
  },
  SERVER: { title: 'The storage could not answer.', fix: 'Try again in a few minutes.' },
} as const;
