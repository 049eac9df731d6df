/** Words of a lesson's captions in the inspector. See ../en.ts for how they are looked up. */
export const lessonCaptions = {
  language: 'Language of {{name}}',
  remove: 'Remove {{name}}',
  flag: { sdh: 'For the hard of hearing', forced: 'Foreign speech only' },
} as const;
