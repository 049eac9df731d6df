/** What the window shows when the studio could not open: what happened, that nothing was changed, the way on. */
export const startProblem = {
  NEWER_VERSION: {
    title: 'Your courses were saved by a newer Lectern.',
    hint: 'This version cannot read them, so it did not touch them. Install the newest Lectern, then open it again.',
  },
  CORRUPT: {
    title: 'Lectern’s data file is damaged.',
    hint:
      'It was not touched, and your videos are not affected. You can set it aside: it is kept for support, Lectern ' +
      'opens the last good backup, or starts empty when there is none, and when you are signed in everything that ' +
      'had reached the cloud comes back.',
  },
  CANNOT_OPEN: {
    title: 'Lectern cannot open its data file.',
    hint: 'Nothing was changed. Check that you may read and write the data folder, then try again.',
  },
  DISK_FULL: {
    title: 'The disk is full, so Lectern cannot open your courses.',
    hint: 'Nothing is lost. Free some space, then try again.',
  },
  NETWORK_PATH: {
    title: 'Lectern’s data folder is on a network drive.',
    hint:
      'Two computers would damage the data file there, so Lectern did not touch it. Move the folder to a disk of ' +
      'this computer, then try again.',
  },
  POLICY_INVALID: {
    title: 'Your organisation’s settings file has a mistake.',
    hint: 'Lectern does not open with half of the settings. Nothing was changed. Tell your IT department, then try again.',
  },
  still: 'It is still so.',
  showDataFolder: 'Show data folder',
  setAside: 'Set it aside and go on',
  quit: 'Quit Lectern',
} as const;
