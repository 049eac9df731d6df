/** Why an upload waits or failed, and the way on. See ../en.ts for how they are looked up. */
export const uploadReasons = {
  /** `title` is short enough for a row; `hint` says why, and the way on. */
  reason: {
    offline: {
      title: 'Waiting for network',
      hint: 'Storage cannot be reached. It goes on by itself when the connection is back.',
    },
    'server-busy': {
      title: 'Storage is busy',
      hint: 'It is tried again by itself in a moment.',
    },
    'rate-limited': {
      title: 'Told to slow down',
      hint: 'Storage takes no more for the moment. It is tried again by itself.',
    },
    'file-growing': {
      title: 'File is still growing',
      hint: 'The recording or export is not finished. It is sent when the file has stopped growing.',
    },
    'file-locked': {
      title: 'File in use',
      hint: 'Another program holds the file. Close it there; it is tried again by itself.',
    },
    'file-missing': {
      title: 'File not found',
      hint: 'It was moved, renamed or deleted. Once it is back it goes on by itself.',
    },
    'drive-missing': {
      title: 'Drive not connected',
      hint: 'Connect the drive or share with this file and it goes on by itself.',
    },
    'cap-exceeded': {
      title: 'Account cap reached',
      hint: 'The storage account has reached one of its caps and does not say which. On the Backblaze site, look under “Caps & Alerts”.',
    },
    'key-revoked': {
      title: 'Storage key refused',
      hint: 'The key was deleted, has expired, or was replaced. Enter a new one in the storage settings.',
    },
    'access-denied': {
      title: 'Access denied',
      hint: 'The storage key may not write to this bucket or folder. Check it in the storage settings.',
    },
    'over-quota': {
      title: 'Over the storage quota',
      hint: 'The queue needs more room than is left. See in the storage settings how much, and raise the quota or send anyway.',
    },
    'bucket-missing': {
      title: 'Bucket not found',
      hint: 'The bucket was deleted or renamed. Check it in the storage settings.',
    },
    'not-configured': {
      title: 'No storage connected',
      hint: 'Connect storage and the uploads start by themselves.',
    },
    'signed-out': {
      title: 'Waiting for sign-in',
      hint: 'Uploads belong to an account. Sign in and they go on by themselves.',
    },
    'disk-full': {
      title: 'This disk is full',
      hint: 'Free some space on this computer and it goes on by itself.',
    },
    'clock-skew': {
      title: 'Clock is wrong',
      hint: 'Storage refuses requests from another time. Set this computer’s date and time to automatic.',
    },
    'untrusted-server': {
      title: 'Storage not trusted',
      hint: 'It could not prove who it is, so nothing is sent. Check the address in the storage settings.',
    },
    'on-battery': {
      title: 'On battery',
      hint: 'It goes on when this computer is plugged in, as the upload settings say.',
    },
    'metered-network': {
      title: 'Metered network',
      hint: 'This network costs by the byte. It goes on in another one, as the upload settings say.',
    },
    'queue-paused': {
      title: 'All uploads paused',
      hint: 'It waits until you resume the uploads, or until the time you gave.',
    },
    'file-changed': {
      title: 'File was changed',
      hint: 'It was edited while it was sent. The new version is uploaded by itself.',
    },
    'server-forgot': {
      title: 'Sent part was lost',
      hint: 'Storage no longer has what was sent so far. It is uploaded again from the start, by itself.',
    },
    'storage-changed': {
      title: 'Uploads go elsewhere now',
      hint: 'The storage settings were changed. It is uploaded to the new bucket by itself.',
    },
    'not-verified': {
      title: 'Not equal to the file',
      hint: 'What was stored was not what was sent, so it does not count. It is uploaded again by itself.',
    },
    'file-unreadable': {
      title: 'File cannot be read',
      hint: 'Lectern may not open the file. Check its permissions, then try again.',
    },
    'file-too-large': {
      title: 'File too large',
      hint: 'It is larger than storage takes in one file. Export it smaller or split it.',
    },
    'bad-name': {
      title: 'File name not possible',
      hint: 'Storage does not take this name. Rename the file and import it again.',
    },
    'file-empty': {
      title: 'File is empty',
      hint: 'There are no bytes in it. Export it again, then try again.',
    },
    'file-unfinished': {
      title: 'Recording not finished',
      hint: 'The file has no index, so it would not play. Repair it in the program that recorded it or export it again, then try again.',
    },
    'file-cut': {
      title: 'File breaks off early',
      hint: 'It says that it is longer than it is, as after a copy that was stopped. Copy or export it again, then try again.',
    },
    'file-unknown': {
      title: 'Not a known video',
      hint: 'Nothing was sent yet. Export it as MP4, or send it as it is.',
    },
    'damaged-in-transit': {
      title: 'Damaged on the way',
      hint: 'The file arrives damaged. Try again, or on another network.',
    },
    refused: {
      title: 'Storage refused it',
      hint: 'Try again. If it happens again, copy the details for support.',
    },
    'bad-row': {
      title: 'Upload notes damaged',
      hint: 'Lectern cannot tell how far it got. Copy the details for support, then cancel it.',
    },
    internal: {
      title: 'Stopped by an error',
      hint: 'Lectern made a mistake with this upload; the others go on. Copy the details for support.',
    },
  },
  /** Of `drive-missing`, where it is known which. */
  driveHint: 'The drive “{{name}}” is not connected. It goes on by itself when the drive is back.',
  /** `cap-exceeded`, where the storage says which. Source: Backblaze, “Data Caps and Alerts”. */
  cap: {
    storage: {
      title: 'Storage cap reached',
      hint: 'The account stores as much as its cap allows. On the Backblaze site, raise it under “Caps & Alerts”, or delete what is not needed.',
    },
    download: {
      title: 'Download cap reached',
      hint: 'The account has sent out as much today as its cap allows. Raise it under “Caps & Alerts” on the Backblaze site, or wait until midnight GMT.',
    },
    transaction: {
      title: 'Transaction cap reached',
      hint: 'The account has answered as many requests today as its cap allows. Raise it under “Caps & Alerts” on the Backblaze site, or wait until midnight GMT.',
    },
  },
  /** Who has to do something; `none` and the rest without a button say it in words. */
  action: {
    settings: 'Upload settings…',
    none: 'Goes on by itself',
    retry: 'Try again',
    'connect-drive': 'Connect the drive',
    'find-file': 'Put the file back',
    'close-file': 'Close it in the other program',
    'check-permissions': 'Check the permissions',
    'raise-cap': 'Raise the cap',
    'check-storage': 'Storage settings…',
    'sign-in': 'Sign in…',
    'free-disk-space': 'Free some space',
    'check-clock': 'Set the clock',
    'send-anyway': 'Send anyway',
    'rename-file': 'Rename the file',
    'export-again': 'Export it again',
    report: 'Copy details',
  },
} as const;
