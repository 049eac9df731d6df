import type { en } from './en.ts';
import { archives } from './es/archives.ts';
import { base } from './es/base.ts';
import { error } from './es/errors.ts';
import { changes, notice, rightsOf, status } from './es/status.ts';
import { command } from './es/commands.ts';
import { courses, drop } from './es/courses.ts';
import { history } from './es/history.ts';
import { imports } from './es/imports.ts';
import { cdn } from './es/cdn.ts';
import { storageCheck } from './es/storage-check.ts';
import { storageUsage } from './es/storage-usage.ts';
import { jobs } from './es/jobs.ts';
import { list } from './es/list.ts';
import { settings, finding } from './es/settings.ts';
import { startProblem } from './es/start-problem.ts';
import { step } from './es/steps.ts';
import { cueEditor } from './es/cue-editor.ts';
import { courseDetails } from './es/course-details.ts';
import { coursePage } from './es/course-page.ts';
import { lessonDetails } from './es/lesson-details.ts';
import { outlineEdit } from './es/outline-edit.ts';
import { replace } from './es/replace.ts';
import { sheet } from './es/sheet.ts';
import { richText } from './es/rich-text.ts';
import { lessonCaptions } from './es/lesson-captions.ts';
import { lessonFiles } from './es/lesson-files.ts';
import { lessonKinds } from './es/lesson-kinds.ts';
import { lessonMarks } from './es/lesson-marks.ts';
import { lessonText } from './es/lesson-text.ts';
import { publishing } from './es/publishing.ts';
import { palette } from './es/palette.ts';
import { receipts } from './es/receipts.ts';
import { student } from './es/student.ts';
import { thumbnail } from './es/thumbnail.ts';
import { shortcuts } from './es/shortcuts.ts';
import { tags } from './es/tags.ts';
import { trash } from './es/trash.ts';
import { uploadQueue } from './es/upload-queue.ts';
import { uploadReasons } from './es/upload-reasons.ts';
import { uploadStates } from './es/upload-states.ts';
import { uploads } from './es/uploads.ts';
import { versions } from './es/versions.ts';
import { unsaved } from './es/unsaved.ts';
import { watch } from './es/watch.ts';
import { withMany } from './plurals.ts';
import type { Translated } from './translated.ts';

const words: Translated<typeof en, 'es'> = {
  ...base,
  command,
  error,
  notice,
  rightsOf,
  startProblem,
  status,
  changes,
  courses,
  drop,
  imports,
  archives,
  settings,
  jobs,
  list,
  storageUsage,
  cdn,
  storageCheck,
  finding,
  history,
  coursePage: { ...coursePage, ...outlineEdit },
  courseDetails,
  receipts,
  lessonFiles,
  lessonKinds,
  lessonMarks,
  cueEditor,
  lessonText,
  richText,
  palette,
  shortcuts,
  trash,
  tags,
  versions,
  replace,
  sheet,
  publishing,
  student,
  lessonDetails,
  thumbnail,
  lessonCaptions,
  unsaved,
  uploads: { ...uploads, ...uploadQueue, ...uploadStates, ...uploadReasons },
  watch,
  step,
};

/** Every word on screen, in Spanish; see en.ts. */
export const es = withMany(words);
