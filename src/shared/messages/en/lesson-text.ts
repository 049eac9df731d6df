/** The text of a text lesson, in the inspector. */
export const lessonText = {
  section: 'Text',
  mode: 'Show the text',
  write: 'Write',
  read: 'As students see it',
  empty: 'There is no text yet.',
} as const;
