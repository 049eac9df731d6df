/** Every code of src/shared/ipc/contract.ts. `hint` is the way on. */
export const error = {
  UNKNOWN_ROUTE: { title: 'This version of Lectern cannot do that.', hint: 'Close Lectern and open it again.' },
  FORBIDDEN_SENDER: { title: 'Lectern refused this request.', hint: 'Close this window and open a new one.' },
  INVALID_INPUT: { title: 'Something in the form is not right.', hint: 'Check what you typed and try again.' },
  NOT_READY: { title: 'Lectern is still starting.', hint: 'Try again in a moment.' },
  INTERNAL: {
    title: 'Lectern could not do that.',
    hint: 'Nothing was changed. Try again; if it happens again, copy the details for support.',
  },
  DISK_FULL: {
    title: 'The disk is full.',
    hint: 'Nothing is lost, but nothing new can be saved. Free some space and try again.',
  },
  READ_ONLY: {
    title: 'Lectern cannot write to its data folder.',
    hint: 'What you see is safe, but it cannot be changed until the folder is writable again.',
  },
  ALREADY_WATCHED: {
    title: 'This folder is watched already.',
    hint: 'Its new recordings are offered above the outline of this course.',
  },
  ALREADY_IMPORTED: {
    title: 'This was imported meanwhile.',
    hint: 'Lessons of the course show all of it. Nothing was imported twice; close this preview.',
  },
  OFFER_GONE: {
    title: 'What was offered is not there any more.',
    hint: 'The folder is looked through again; what is new in it is offered then.',
  },
  NO_CAPTIONS: {
    title: 'There are no captions in it.',
    hint: 'Nothing was changed. Write at least one, or remove the file from the lesson.',
  },
  NOT_A_VIDEO: {
    title: 'This file is no video, or it cannot be read.',
    hint: 'Nothing was changed. Choose a video file, such as MP4.',
  },
  NOT_A_PICTURE: {
    title: 'This file is no picture, or it cannot be read.',
    hint: 'Nothing was changed. Choose a JPEG, PNG or WebP file.',
  },
  PICTURE_TOO_LARGE: {
    title: 'This picture is too large.',
    hint: 'A picture in a text has 20 MB at most. Nothing was changed; make it smaller and try again.',
  },
  FILE_DIFFERS: {
    title: 'This is another file.',
    hint: 'It has another size or other contents than the one that is missing. Nothing was changed; choose the same file, or attach this one as a new one.',
  },
  VERSION_UNREADABLE: {
    title: 'This version cannot be read.',
    hint: 'Not all of it may be on this computer yet, or a newer Lectern made it. Nothing was changed; sync, then try again.',
  },
  VERSION_PUBLISHED: {
    title: 'A published version stays as it is.',
    hint: 'Nothing was changed. Only versions that you named can be renamed or deleted.',
  },
  PUBLISH_RUNNING: { title: 'The course is being published already.', hint: 'Wait until that has ended.' },
  PUBLISH_BLOCKED: {
    title: 'Something is in the way of publishing.',
    hint: 'Nothing was published. The checklist says what, and leads to it.',
  },
  PUBLISH_NOT_STORED: {
    title: 'A video has not arrived in the cloud.',
    hint: 'Nothing was published. Let the uploads end and sync, then publish again.',
  },
  PUBLISH_CHANGED: {
    title: 'Another computer changed the course meanwhile.',
    hint: 'Nothing was published. What it wrote is here now: look at it, then publish again.',
  },
  PUBLISH_MEANWHILE: {
    title: 'The course was published from another computer meanwhile.',
    hint: 'Nothing was published from here. What is otherwise since then stands below.',
  },
  PUBLISH_UNSYNCED: {
    title: 'Not everything has arrived in the cloud.',
    hint: 'Nothing was published. The status bar says what waits; sync, then publish again.',
  },
  PUBLISH_SIGNED_OUT: {
    title: 'Publishing needs an account.',
    hint: 'Nothing was published. Sign in, then publish again.',
  },
  PUBLISH_OFFLINE: {
    title: 'The server cannot be reached.',
    hint: 'Nothing was published. Your work is saved here; publish when you are online again.',
  },
  PUBLISH_FORBIDDEN: {
    title: 'You may not publish here.',
    hint: 'Nothing was published. Ask the owner of the workspace for the right to edit.',
  },
  PUBLISH_SERVER_OLD: {
    title: 'The server and this Lectern do not fit together.',
    hint: 'Nothing was published. Update Lectern, or tell your IT that the server needs its update.',
  },
  PUBLISH_NO_ANSWER: {
    title: 'The server did not say whether the course is published.',
    hint: 'Publish again: it is never published twice.',
  },
  PUBLISH_CANCELLED: {
    title: 'Publishing was cancelled.',
    hint: 'If the server had it already, the course shows as published after the next sync.',
  },
  BACKUP_DAMAGED: {
    title: 'This backup is damaged.',
    hint: 'Nothing was changed. Choose another one.',
  },
  CHECK_RUNNING: {
    title: 'It is being verified already.',
    hint: 'Wait for the result, or stop it first.',
  },
  CHECK_STOPPED: { title: 'Verifying was stopped.', hint: 'Nothing was found out. Verify it again whenever you like.' },
  CHECK_UNREACHABLE: {
    title: 'It could not be read back.',
    hint: 'This says nothing of what is stored. Check the connection, then verify again.',
  },
  CHECK_REFUSED: {
    title: 'Storage does not let it be read.',
    hint: 'This says nothing of what is stored. Check in the storage settings that the key may read files.',
  },
  NOT_AN_ARCHIVE: {
    title: 'This is not a course archive.',
    hint: 'Lectern writes them with “Export course…”; their names end in .lectern.zip.',
  },
  ARCHIVE_NEWER: {
    title: 'This archive was made by a newer Lectern.',
    hint: 'Nothing was imported. Install the newest Lectern, then try again.',
  },
  ARCHIVE_UNSAFE: {
    title: 'This archive is not safe to open.',
    hint:
      'It is not as Lectern writes them: $t(archives.unsafe.{{reason}}). It may have been changed to do harm. Nothing was ' +
      'imported. Ask for a new one from where you got it.',
  },
  ARCHIVE_DAMAGED: {
    title: 'This archive is damaged.',
    hint:
      'It is not whole: $t(archives.damaged.{{reason}}). Often a download or a copy broke off. Nothing was imported. Get ' +
      'it again, or export the course again.',
  },
  ARCHIVE_UNREADABLE: {
    title: 'The archive cannot be read.',
    hint: 'It was moved or deleted, you may not read it, or its drive is not connected. Nothing was imported.',
  },
  ARCHIVE_CANCELLED: { title: 'It was stopped.', hint: 'Nothing was left behind. You can start again at any time.' },
  SOURCE_CHANGED: {
    title: '“{{name}}” is not the file that it was.',
    hint: 'It was changed while the course was exported. Nothing was saved. Try again when no other program uses it.',
  },
  SOURCE_UNREADABLE: {
    title: '“{{name}}” cannot be read.',
    hint: 'It was moved, or its drive does not answer. Nothing was saved. Try again; to export without it, move it to another folder first.',
  },
  TARGET_FULL: {
    title: 'There is not enough space there.',
    hint: 'Nothing was left behind. Free some space, or choose another disk.',
  },
  TARGET_FILE_LIMIT: {
    title: 'That disk takes no file as large as this.',
    hint: 'Disks formatted as FAT32, as most sticks are, end at 4 GB. Nothing was left behind. Choose another disk, or export without videos.',
  },
  TARGET_GONE: {
    title: 'The chosen place is not there any more.',
    hint: 'Its folder was deleted, or its drive was disconnected. Connect it again, or choose another place; what was begun on it goes away by itself.',
  },
  TARGET_IS_SOURCE: {
    title: 'This is one of the course’s own files.',
    hint: 'It would be lost. Nothing was written. Choose another name.',
  },
  TARGET_UNWRITABLE: {
    title: 'Lectern cannot write there.',
    hint: 'Nothing was left behind. Choose another folder, or check its permissions.',
  },
  FOLDER_NEEDED: { title: 'The files need a place.', hint: 'Choose a folder for them first.' },
  CHANGES_WAITING: {
    title: 'Something was changed meanwhile.',
    hint: 'It has not reached the cloud either. Choose again what happens to your changes.',
  },
  FILE_DISK_FULL: {
    title: 'There is no space for the file.',
    hint: 'Nothing was discarded. Choose another place, or free some space and try again.',
  },
  FILE_NOT_WRITABLE: {
    title: 'The file cannot be written there.',
    hint: 'Nothing was discarded. Choose another place.',
  },
  BACKUP_NEWER: {
    title: 'This backup was made by a newer Lectern.',
    hint: 'Nothing was changed. Install the newest Lectern to go back to it, or choose another one.',
  },
  BACKUP_NO_SPACE: {
    title: 'There is no room on the disk for a backup.',
    hint: 'Your work is saved and the backups of before are kept. Free some space and try again.',
  },
  BACKUP_FOLDER: {
    title: 'Lectern cannot use its folder of backups.',
    hint: 'Your work is saved, but not backed up. The folder must be a folder that can be written. Then try again.',
  },
  SHEET_UNREADABLE: {
    title: 'The table cannot be read.',
    hint: 'It was moved or deleted, you may not read it, or it is no file of a size that a table has. Nothing was changed.',
  },
  SHEET_ENCODING: {
    title: 'The letters of this table cannot be read.',
    hint: 'Nothing was changed. Save it again as “CSV UTF-8”.',
  },
  NOT_A_SHEET: {
    title: 'This is no table of an outline.',
    hint: 'Its first line must name the columns, one of them “title”. Nothing was changed. Export the outline to see one.',
  },
  SHEET_CHANGED: {
    title: 'The course or the table was changed meanwhile.',
    hint: 'Nothing was written. This is what it would change now: look it through and apply it again.',
  },
  PATTERN_INVALID: {
    title: 'This is no regular expression.',
    hint: 'Correct it, or look for it as it is: uncheck “Regular expression”.',
  },
  PATTERN_SLOW: {
    title: 'This regular expression did not come to an end, and was stopped.',
    hint: 'Nothing was changed. Repetitions within repetitions, like (a+)+, can take for ever: write it more simply.',
  },
  NOT_FOUND: { title: 'This is not here any more.', hint: 'It may have been deleted in another window.' },
  FILE_MISSING: {
    title: 'The file is not where it was.',
    hint: 'It was moved, renamed or deleted, or its drive is not connected.',
  },
  NOTHING_FOUND: {
    title: 'There is nothing to import in there.',
    hint: 'Drop videos, or a folder that holds videos.',
  },
  UNREADABLE: {
    title: 'Lectern may not read that folder.',
    hint: 'Check its permissions, or copy it to a place of your own and try again.',
  },
  CANCELLED: { title: 'Looking through the folder was stopped.', hint: 'Drop it again to start over.' },
  NOTHING_SELECTED: { title: 'Nothing is selected.', hint: 'Check at least one lesson.' },
  FOLDER_GONE: {
    title: 'The folder is not there any more.',
    hint: 'Reconnect its drive or drop it again from where it is now. Nothing was imported.',
  },
  NOTHING_DAMAGED: {
    title: 'There is nothing to set aside.',
    hint: 'The data file is not damaged. Try again instead.',
  },
  CONTENT_AHEAD: {
    title: 'A newer Lectern wrote what this lesson holds.',
    hint: 'Update Lectern on this computer, then save again. What you typed is kept as a draft.',
  },
  NOTHING_TO_UNDO: { title: 'There is nothing to undo.', hint: 'Everything is as you left it.' },
  CHANGED_SINCE: {
    title: 'This was changed again since.',
    hint: 'Undoing it would take back the newer change, so nothing was done.',
  },
  LOCKED: {
    title: 'Your organisation manages this setting.',
    hint: 'Ask your IT department if it should be different.',
  },
  VAULT_UNAVAILABLE: {
    title: 'This computer’s password store is not available.',
    hint: 'Lectern keeps keys only there. Unlock the keyring or keychain and try again.',
  },
  STORAGE_NOT_CONNECTED: {
    title: 'No storage is connected.',
    hint: 'Connect it in Settings › Storage, then try again.',
  },
  NOT_CONFIGURED: { title: 'No server is set up yet.', hint: 'Enter its address and key first.' },
  OFFLINE: {
    title: 'The server cannot be reached.',
    hint: 'Check the connection. Your work stays on this computer and goes on by itself.',
  },
  WRONG_CREDENTIALS: {
    title: 'The e-mail address or the password is wrong.',
    hint: 'Check both and try again.',
  },
  EMAIL_NOT_CONFIRMED: {
    title: 'This e-mail address is not confirmed yet.',
    hint: 'Open the link in the message you were sent, then sign in.',
  },
  RATE_LIMITED: { title: 'There were too many attempts.', hint: 'Wait a minute and try again.' },
  DOMAIN_NOT_ALLOWED: {
    title: 'Your organisation does not allow this e-mail address here.',
    hint: 'Sign in with your work address.',
  },
  SERVER: { title: 'The server could not answer.', hint: 'Nothing is lost. Try again in a few minutes.' },
  INVALID_URL: { title: 'That is not a web address.', hint: 'It looks like https://example.supabase.co.' },
  INSECURE_URL: {
    title: 'The address must start with https://.',
    hint: 'Plain http would send your password unprotected.',
  },
  INVALID_CDN_URL: { title: 'That is not a web address.', hint: 'It looks like https://cdn.example.com.' },
  INSECURE_CDN_URL: {
    title: 'The address of the CDN must start with https://.',
    hint: 'Over plain http others could see and change what is played.',
  },
} as const;
