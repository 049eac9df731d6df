import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { CourseId } from '../../src/shared/domain/ids.ts';
import { openArchiveActions } from '../helpers/archive-actions.ts';
import { openTestDatabase } from '../helpers/database.ts';

/**
 * A studio in a process of its own that exports a course, or imports an archive, until somebody kills it. Says `ready`
 * when the work begins, and `done` when it is over.
 */
const [what = '', root = ''] = process.argv.slice(2);
const studio = openTestDatabase(join(root, 'lectern.db'));
const { actions, answers, sessions } = openArchiveActions(
  studio,
  { workspaceId: null, studioId: null },
  join(root, 'temporaries.json'),
);
sessions.sweep();
const caller = { windowId: 1 };
answers.target = join(root, 'out/x.lectern.zip');
answers.folder = join(root, 'in');
process.stdout.write('ready\n');
if (what === 'export') {
  const courseId = readFileSync(join(root, 'course'), 'utf8') as CourseId;
  await actions['archive.make']({ courseId, jobId: uuidv7(), withMedia: true, withHistory: true }, caller);
} else if (what === 'import') {
  const opened = await actions['archive.open']({ path: join(root, 'x.lectern.zip') }, caller);
  if (!opened.success) throw new Error(opened.error.code);
  await actions['archive.pickFolder'](opened.data, caller);
  const applied = await actions['archive.apply'](opened.data, caller);
  if (!applied.success) throw new Error(applied.error.code);
}
studio.db.close();
process.stdout.write('done\n');
