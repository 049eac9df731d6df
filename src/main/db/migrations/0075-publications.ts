import type { Migration } from '../migration.ts';

/** Under which id a course is being published: whoever asks again, in another run of the app, asks for the same. */
export const migration: Migration = {
  version: 75,
  name: 'publications',
  up: `
CREATE TABLE publications (course_id TEXT PRIMARY KEY, version_id TEXT NOT NULL) STRICT, WITHOUT ROWID;
`,
};
