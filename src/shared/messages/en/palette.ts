/** Everything that can be done and gone to, by typing. */
export const palette = {
  title: 'Go to anything',
  search: 'Command, course or lesson',
  list: 'What fits',
  course: 'Course',
  inChapter: '{{course}} › {{chapter}}',
  none: 'No command, course or lesson is called “{{search}}”.',
  more: 'There are more: type another word of the title.',
  failed: 'Courses and lessons cannot be read just now. Commands work.',
} as const;
