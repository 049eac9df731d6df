import type { TableName } from '../../shared/domain/registry.ts';
import type { Changed } from '../db/mutate.ts';

/**
 * What decides which files are to be sent, and in which order: where lessons are, what they show, whether they are there.
 * That a file is stored now, its hash or a title decide nothing; each file that becomes ready is such an edit.
 */
const deciding: Partial<Record<TableName, ReadonlySet<string>>> = {
  courses: new Set(['life']),
  chapters: new Set(['place', 'life']),
  lessons: new Set(['place', 'life']),
  media_links: new Set(['ends', 'place', 'life']),
  media_files: new Set(['current', 'life']),
  media_versions: new Set(['origin', 'life']),
};

/** Whether the queue may have to follow these changes. One that does not say what it wrote may be anything. */
export const concernsQueue = (changed: readonly Changed[]): boolean =>
  changed.some(({ table, groups }) => {
    const own = deciding[table];
    return own !== undefined && (!groups || groups.some((group) => own.has(group)));
  });
