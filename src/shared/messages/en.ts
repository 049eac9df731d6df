import { archives } from './en/archives.ts';
import { error } from './en/errors.ts';
import { changes, notice, rightsOf, status } from './en/status.ts';
import { command } from './en/commands.ts';
import { courses, drop } from './en/courses.ts';
import { history } from './en/history.ts';
import { imports } from './en/imports.ts';
import { cdn } from './en/cdn.ts';
import { storageCheck } from './en/storage-check.ts';
import { storageUsage } from './en/storage-usage.ts';
import { jobs } from './en/jobs.ts';
import { list } from './en/list.ts';
import { settings, finding } from './en/settings.ts';
import { startProblem } from './en/start-problem.ts';
import { step } from './en/steps.ts';
import { courseDetails } from './en/course-details.ts';
import { coursePage } from './en/course-page.ts';
import { lessonDetails } from './en/lesson-details.ts';
import { outlineEdit } from './en/outline-edit.ts';
import { replace } from './en/replace.ts';
import { richText } from './en/rich-text.ts';
import { lessonCaptions } from './en/lesson-captions.ts';
import { lessonKinds } from './en/lesson-kinds.ts';
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
 * Every word on screen, in English. Pure data: the renderer looks words up through i18next (`{{name}}` are its
 * variables, `_one`/`_other` its plurals), main takes the words of its menus from here.
 * Plain, short, sentence case; verbs on buttons; what happened, why, and the way on.
 */
export const en = {
  app: {
    name: 'Lectern',
    close: 'Close',
    cancel: 'Cancel',
    retry: 'Try again',
    reload: 'Reload this window',
    back: 'Back to courses',
    undo: 'Undo',
    redo: 'Redo',
    undoStep: 'Undo {{step}}',
    redoStep: 'Redo {{step}}',
    copyOf: '{{title}} copy',
    copyOfAgain: '{{title}} copy {{n}}',
    dismiss: 'Dismiss',
    copyDetails: 'Copy details',
    detailsCopied: 'Details copied',
    notifications: 'Notifications',
    skipToContent: 'Skip to content',
  },
  command,
  menu: {
    file: 'File',
    edit: 'Edit',
    view: 'View',
    window: 'Window',
    help: 'Help',
    quit: 'Quit Lectern',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    actualSize: 'Actual size',
    fullScreen: 'Full screen',
    minimize: 'Minimize',
    closeWindow: 'Close window',
    about: 'About Lectern',
    showLogs: 'Show log files',
  },
  nav: {
    label: 'Main',
    breadcrumb: 'Where you are',
    courses: 'Courses',
    uploads: 'Upload queue',
    trash: 'Trash',
    settings: 'Settings',
    import: 'Import',
    archive: 'Import archive',
    details: 'Details',
    resizeSidebar: 'Width of the sidebar',
    showSidebar: 'Show the sidebar',
    hideSidebar: 'Hide the sidebar',
  },
  /** Names of keys, as they stand in menus. */
  unit: {
    lessons_one: '{{count}} lesson',
    lessons_other: '{{count}} lessons',
    courses_one: '{{count}} course',
    courses_other: '{{count}} courses',
    chapters_one: '{{count}} chapter',
    chapters_other: '{{count}} chapters',
    justNow: 'just now',
  },
  error,
  crash: {
    title: 'This part of the window stopped working.',
    hint: 'Your work is saved on this computer.',
    notFound: 'There is no such page.',
  },
  /** Before there is a window. */
  startFailed: {
    title: 'Lectern could not start.',
    hint: 'Nothing was changed. Check that its data folder can be written, then start it again.',
  },
  notice,
  rightsOf,
  startProblem,
  status,
  changes,
  courses,
  drop,
  imports,
  archives,
  /** What is wrong with what stands in a field. */
  fault: {
    needed: 'This is needed.',
    tooLong: 'This is too long.',
    email: 'This is not an e-mail address.',
    invalid: 'This is not right.',
  },
  settings,
  jobs,
  list,
  storageUsage,
  cdn,
  storageCheck,
  finding,
  toast: {
    undone: 'Undone: {{step}}',
    redone: 'Redone: {{step}}',
  },
  /** A title that was typed and not saved before a crash. */
  draft: {
    restored: 'You typed this and did not save it.',
    changedSince: 'You typed this and did not save it. The title is “{{title}}” by now.',
    keep: 'Save',
    discard: 'Discard',
  },
  history,
  coursePage: { ...coursePage, ...outlineEdit },
  courseDetails,
  receipts,
  lessonKinds,
  lessonText,
  richText,
  palette,
  shortcuts,
  trash,
  tags,
  versions,
  replace,
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
