/** Work in the background that outlives the studio: what it is, why it was not done, and what to do about it. */
export const jobs = {
  title: 'In the background',
  hint: 'What Lectern still has to do in your storage. It goes on after a restart.',
  open_one: '{{count}} thing is still to be done.',
  open_other: '{{count}} things are still to be done.',
  none: 'Nothing waits.',
  stopped: 'Stopped',
  kind: {
    'delete-version': 'Delete “{{subject}}” from the storage',
    'sweep-orphans': 'Look for unfinished uploads that nobody goes on with, and remove them',
    'purge-cdn': 'Remove a deleted file from the CDN',
    unknown: 'An entry that cannot be read',
  },
  reason: {
    offline: 'There was no network.',
    'rate-limited': 'The service asked to be left alone for a while.',
    auth: 'The key was not accepted. Check it above, then try again.',
    forbidden: 'The key may not do this, or is for another bucket. Check it above, then try again.',
    'not-found': 'It is not there any more.',
    conflict: 'Something else was using it. Try again.',
    invalid: 'The service did not accept the request.',
    capped: 'A cap of the account is reached. Raise it on the Backblaze site under “Caps & Alerts”, then try again.',
    io: 'The service could not do it for three days. Try again.',
    bug: 'Lectern made a mistake. Try again; if it happens again, copy the details for support.',
    'not-configured':
      'The storage, or the zone and token of the CDN, are not set. Set them above; it goes on by itself then.',
    'bad-row': 'It was damaged on this computer’s disk. Nothing can be done but to remove it.',
  },
  discard: 'Remove',
  discardOf: 'Remove from the list: {{what}}',
  retryOf: 'Try again: {{what}}',
  discarded: 'Removed from the list',
} as const;
