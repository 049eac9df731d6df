import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/*
 * Every screen, dialog and panel, and where an end-to-end test shows it to axe in both themes and mirrored (`expectCleanIn`
 * of tests/e2e/axe.ts), by the name that it has there. A new one without such a place fails.
 */
const shownAs: Readonly<Record<string, string>> = {
  'routes/archive.tsx': 'archive preview',
  'routes/changes.tsx': 'page of changes',
  'routes/course-details.tsx': 'details',
  'routes/course-list.tsx': 'course list',
  'routes/course-preview.tsx': 'preview of the course',
  'routes/course-publish.tsx': 'checklist',
  'routes/course-versions.tsx': 'a version',
  'routes/course.tsx': 'course',
  'routes/import.tsx': 'import preview',
  'routes/settings.tsx': 'settings, ${section}',
  'routes/trash.tsx': 'trash',
  'routes/uploads.tsx': 'queue page in a small window',
  'features/account/components/sign-out-dialog.tsx': 'question on signing out',
  'features/archives/components/export-dialog.tsx': 'export dialog',
  'features/backups/components/restore-dialog.tsx': 'question before a restore',
  'features/course/components/bulk-edit-dialog.tsx': 'edit together',
  'features/course/components/caption-faults.tsx': 'faults of captions',
  'features/course/components/crop-dialog.tsx': 'crop of a cover',
  'features/course/components/fill-down-dialog.tsx': 'fill down',
  'features/course/components/move-dialog.tsx': 'move to',
  'features/course/cues/cue-editor-dialog.tsx': 'the cue editor',
  'features/course/files/course-files-dialog.tsx': 'files of the course',
  'features/course/unsaved/leave-dialog.tsx': 'leave dialog',
  'features/courses/forms/title-dialog.tsx': 'new course dialog with a fault',
  'features/imports/components/assign-dialog.tsx': 'whose captions',
  'features/imports/components/replace-dialog.tsx': 'a video to be replaced',
  'features/palette/components/palette.tsx': 'palette',
  'features/publishing/components/discard-dialog.tsx': 'the question before going back to what is published',
  'features/publishing/components/publish-dialog.tsx': 'the question before publishing',
  'features/replace/components/replace-dialog.tsx': 'find and replace',
  'features/sheets/components/sheet-dialog.tsx': 'outline from a table',
  'features/storage/components/former-versions.tsx': 'question before replaced versions are deleted',
  'features/studio/components/history-panel.tsx': 'history',
  'features/studio/components/shortcut-sheet.tsx': 'shortcuts',
  'features/studio/components/undo-question.tsx': 'question before an undo',
  'features/sync/components/conflict-mark.tsx': 'conflicts',
  'features/sync/components/refused-list.tsx': 'question before a refused change is discarded',
  'features/sync/components/status-item.tsx': 'status popover',
  'features/sync/forms/refused-dialog.tsx': 'a refused change being edited',
  'features/tags/components/tags-dialog.tsx': 'all tags',
  'features/trash/components/purge-dialog.tsx': 'purge',
  'features/uploads/components/receipt-dialog.tsx': 'receipt',
  'features/versions/components/name-dialog.tsx': 'a version without a name',
};
/** Show nothing of their own: the pages of a course, and dialogs about the selected rows, are drawn in them. */
const frames = new Set(['routes/course-pages.tsx', 'features/course/components/rows-dialog.tsx']);

const root = join(import.meta.dirname, '../..');
const renderer = join(root, 'src/renderer');
const read = (...path: string[]): string => readFileSync(join(...path), 'utf8');

test('every screen, dialog and panel is looked at by axe in both themes and mirrored', () => {
  const isOne = (path: string) =>
    /<(Dialog|RowsDialog|Popover|Radix\.Content)\b|\bcreateRoute\(/.test(read(renderer, path));
  const ours = globSync(['routes/**/*.tsx', 'features/**/*.tsx'], { cwd: renderer }).filter(isOne);
  expect(ours.filter((path) => !frames.has(path)).toSorted()).toEqual(Object.keys(shownAs).toSorted());
});

test('and every such place is there', () => {
  const looks = /\bexpectClean\w*\([^'`;]*['`](?<name>[^'`]+)['`]/g;
  const tests = globSync('tests/e2e/*.test.ts', { cwd: root }).map((path) => read(root, path));
  const names = new Set(tests.flatMap((text) => [...text.matchAll(looks)].map(({ groups }) => groups?.['name'])));
  expect(Object.values(shownAs).filter((name) => !names.has(name))).toEqual([]);
});
