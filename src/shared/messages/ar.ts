import type { en } from './en.ts';
import { archives } from './ar/archives.ts';
import { base } from './ar/base.ts';
import { error } from './ar/errors.ts';
import { changes, notice, rightsOf, status } from './ar/status.ts';
import { command } from './ar/commands.ts';
import { courses, drop } from './ar/courses.ts';
import { history } from './ar/history.ts';
import { imports } from './ar/imports.ts';
import { cdn } from './ar/cdn.ts';
import { storageCheck } from './ar/storage-check.ts';
import { storageUsage } from './ar/storage-usage.ts';
import { jobs } from './ar/jobs.ts';
import { list } from './ar/list.ts';
import { settings, finding } from './ar/settings.ts';
import { startProblem } from './ar/start-problem.ts';
import { step } from './ar/steps.ts';
import { cueEditor } from './ar/cue-editor.ts';
import { courseDetails } from './ar/course-details.ts';
import { coursePage } from './ar/course-page.ts';
import { lessonDetails } from './ar/lesson-details.ts';
import { outlineEdit } from './ar/outline-edit.ts';
import { replace } from './ar/replace.ts';
import { sheet } from './ar/sheet.ts';
import { richText } from './ar/rich-text.ts';
import { lessonCaptions } from './ar/lesson-captions.ts';
import { lessonFiles } from './ar/lesson-files.ts';
import { lessonKinds } from './ar/lesson-kinds.ts';
import { lessonMarks } from './ar/lesson-marks.ts';
import { lessonText } from './ar/lesson-text.ts';
import { publishing } from './ar/publishing.ts';
import { palette } from './ar/palette.ts';
import { receipts } from './ar/receipts.ts';
import { student } from './ar/student.ts';
import { thumbnail } from './ar/thumbnail.ts';
import { shortcuts } from './ar/shortcuts.ts';
import { tags } from './ar/tags.ts';
import { trash } from './ar/trash.ts';
import { uploadQueue } from './ar/upload-queue.ts';
import { uploadReasons } from './ar/upload-reasons.ts';
import { uploadStates } from './ar/upload-states.ts';
import { uploads } from './ar/uploads.ts';
import { versions } from './ar/versions.ts';
import { unsaved } from './ar/unsaved.ts';
import { watch } from './ar/watch.ts';
import type { Translated } from './translated.ts';

/** Every word on screen, in Arabic; see en.ts. */
export const ar: Translated<typeof en, 'ar'> = {
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
