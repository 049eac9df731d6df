import { migrations, schemaVersion } from '../../src/main/db/migrate.ts';
import type { Migration } from '../../src/main/db/migration.ts';

/** An update of the app that calls the title of a course by another name; `onOp` before each op that it rewrites. */
export const renamingSteps = (onOp: () => void): readonly Migration[] => [
  ...migrations,
  {
    version: schemaVersion + 1,
    name: 'headings',
    up: 'CREATE TABLE headings (id TEXT PRIMARY KEY) STRICT',
    upgradeOp({ v: { title, ...v }, b }) {
      onOp();
      return { v: title ? { ...v, heading: { heading: title['title'] ?? '' } } : v, ...(b ? { b } : {}) };
    },
  },
];
