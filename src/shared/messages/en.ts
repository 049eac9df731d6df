import { archives } from './en/archives.ts';
import { base } from './en/base.ts';
import { error } from './en/errors.ts';
import { changes, notice, rightsOf, status } from './en/status.ts';
import { command } from './en/commands.ts';
import { courses, drop } from './en/courses.ts';
import { history } from './en/history.ts';
import { imports } from './en/imports.ts';
import { cdn } from './en/cdn.ts';
import { sheet } from './en/sheet.ts';
import { storageCheck } from './en/storage-check.ts';
import { storageUsage } from './en/storage-usage.ts';
import { jobs } from './en/jobs.ts';
import { list } from './en/list.ts';
import { settings, finding } from './en/settings.ts';
import { startProblem } from './en/start-problem.ts';
import { step } from './en/steps.ts';
import { cueEditor } from './en/cue-editor.ts';
import { courseDetails } from './en/course-details.ts';
import { coursePage } from './en/course-page.ts';
import { lessonDetails } from './en/lesson-details.ts';
import { outlineEdit } from './en/outline-edit.ts';
import { replace } from './en/replace.ts';
import { richText } from './en/rich-text.ts';
import { lessonCaptions } from './en/lesson-captions.ts';
import { lessonFiles } from './en/lesson-files.ts';
import { lessonKinds } from './en/lesson-kinds.ts';
import { lessonMarks } from './en/lesson-marks.ts';
import { lessonText } from './en/lesson-text.ts';
import { publishing } from './en/publishing.ts';
import { palette } from './en/palette.ts';
import { receipts } from './en/receipts.ts';
import { student } from './en/student.ts';
import { thumbnail } from './en/thumbnail.ts';
import { shortcuts } from './en/shortcuts.ts';
import { tags } from './en/tags.ts';
import { trash } from './en/trash.ts';
import { uploadQueue } from './en/upload-queue.ts';
import { uploadReasons } from './en/upload-reasons.ts';
import { uploadStates } from './en/upload-states.ts';
import { uploads } from './en/uploads.ts';
import { versions } from './en/versions.ts';
import { unsaved } from './en/unsaved.ts';
import { watch } from './en/watch.ts';

/**
 * Every word on screen, in English; the other languages are typed after it. Pure data, looked up with `createMessages`
 * (`{{name}}` are variables, `_one`/`_other` plurals). See docs/words.md.
 * Plain, short, sentence case; verbs on buttons; what happened, why, and the way on.
 */
export const en = {
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
  cueEditor,
  lessonMarks,
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
} as const;
