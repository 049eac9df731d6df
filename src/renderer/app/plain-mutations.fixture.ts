import { hashKey, type QueryClient, type QueryKey } from '@tanstack/react-query';
import { saveAndDiscard, saveServer, sendWaiting, signIn, signOut } from '../features/account/mutations.ts';
import { accountKeys } from '../features/account/queries.ts';
import {
  applyArchive,
  cancelArchiveJob,
  discardArchive,
  makeArchive,
  openArchive,
  pickArchive,
  pickArchiveFolder,
} from '../features/archives/mutations.ts';
import { archiveKeys } from '../features/archives/queries.ts';
import { makeBackup, restoreBackup, showBackupFolder } from '../features/backups/mutations.ts';
import { backupsKey } from '../features/backups/queries.ts';
import { removePromo, setPromo } from '../features/course/mutations/promo.ts';
import { removeCover, setCover } from '../features/course/mutations/cover.ts';
import {
  addCaptions,
  createCaption,
  fixCaption,
  pickCaptions,
  saveCaption,
  setCaption,
} from '../features/course/mutations/captions.ts';
import { revealMedia, setThumbnail } from '../features/course/mutations/media.ts';
import { addPicture, pickPicture } from '../features/course/mutations/picture.ts';
import {
  attachFiles,
  locateFile,
  openFile,
  pickFiles as pickLessonFiles,
  removeChapterFiles,
  removeFiles,
  renameFile,
} from '../features/course/mutations/resource.ts';
import { createCourse, openCourseWindow } from '../features/courses/mutations.ts';
import { courseListKey } from '../features/courses/queries.ts';
import { applyPlan, discardPlan, pickFiles, pickFolder, scanPaths } from '../features/imports/mutations.ts';
import { replaceTexts } from '../features/replace/mutations.ts';
import { applySheet, pickSheet, saveSheet } from '../features/sheets/mutations.ts';
import {
  checkStorage,
  discardFormer,
  discardJob,
  forgetStorage,
  retryJob,
  saveCdn,
  saveQuota,
  saveStorage,
  sendOverQuota,
  testCdn,
  testStorage,
} from '../features/storage/mutations.ts';
import { deleteTag, renameTag } from '../features/tags/mutations.ts';
import { cdnQuery, jobsKey, storageKey } from '../features/storage/queries.ts';
import { dismissNotice } from '../features/studio/mutations.ts';
import { studioKeys } from '../features/studio/queries.ts';
import {
  discardRefused,
  dismissConflict,
  editRefused,
  restoreConflict,
  retryRefused,
  saveDevice,
  syncNow,
} from '../features/sync/mutations.ts';
import { changesKey, deviceQuery } from '../features/sync/queries.ts';
import {
  cancelTest,
  revealUpload,
  saveUploadSettings,
  sendAnyway,
  sendStoredAgain,
  startUploads,
  testStored,
} from '../features/uploads/mutations.ts';
import { uploadKeys } from '../features/uploads/queries.ts';
import {
  checkNow,
  chooseAnother,
  dismissOffer,
  reviewOffer,
  stopWatching,
  watchFolder,
} from '../features/watch/mutations.ts';
import { closeWindow, tellUnsaved } from '../features/course/mutations/window.ts';
import { goToStep, redoStep, resolveStep, undoStep } from '../hooks/history-mutations.ts';
import { runMutation } from '../lib/run-mutation.ts';
import { tagsKey } from '../lib/tags.ts';
import { usageKey } from '../lib/storage-usage.ts';
import { goOn } from './mutations.ts';

/** What becomes of the cache when main has agreed; by the hash of a key. */
export type Effects = Readonly<Record<string, 'read again' | 'forgotten' | 'replaced'>>;
interface Plain {
  readonly route: string;
  /** What main is asked with. */
  readonly input: unknown;
  readonly run: (client: QueryClient) => Promise<unknown>;
  readonly effects: Effects;
}

/** Stands for a value whose contents do not matter: it must arrive as it is. */
const any = <Value>(part: object | string = { is: 'passed on' }): Value => part as Value;
const id = '01932b4e-0000-7000-8000-000000000001';
const whole = any<never>();

const stays: Effects = {};
const readAgain = (...keys: QueryKey[]): Effects =>
  Object.fromEntries(keys.map((key) => [hashKey(key), 'read again' as const]));
const forgets = (key: QueryKey): Effects => ({ [hashKey(key)]: 'forgotten' });
const replaces = (key: QueryKey): Effects => ({ [hashKey(key)]: 'replaced' });

const plain = (
  route: string,
  input: unknown,
  run: (client: QueryClient) => Promise<unknown>,
  effects: Effects = stays,
): Plain => ({ route, input, run, effects });

/** Every mutation that shows nothing before main has answered. */
export const plainMutations: readonly Plain[] = [
  plain('session.signIn', whole, (c) => runMutation(c, signIn, whole), replaces(accountKeys.session)),
  plain('session.signOut', whole, (c) => runMutation(c, signOut, whole), replaces(accountKeys.session)),
  plain('sync.sendWaiting', {}, (c) => runMutation(c, sendWaiting, undefined)),
  plain('unsent.saveAndDiscard', {}, (c) => runMutation(c, saveAndDiscard, undefined)),
  plain('server.save', whole, (c) => runMutation(c, saveServer, whole), replaces(accountKeys.server)),
  plain(
    'archive.make',
    { jobId: id },
    (c) => runMutation(c, makeArchive, any({ jobId: id })),
    forgets(archiveKeys.progress(id)),
  ),
  plain('archive.open', { path: '/x' }, (c) => runMutation(c, openArchive, '/x')),
  plain('archive.pick', {}, (c) => runMutation(c, pickArchive, undefined)),
  plain(
    'archive.pickFolder',
    { archiveId: id },
    (c) => runMutation(c, pickArchiveFolder, id),
    readAgain(archiveKeys.preview(id)),
  ),
  plain('archive.apply', { archiveId: id }, (c) => runMutation(c, applyArchive, id), forgets(archiveKeys.progress(id))),
  plain('archive.cancel', { jobId: id }, (c) => runMutation(c, cancelArchiveJob, id)),
  plain('archive.discard', { archiveId: id }, (c) => runMutation(c, discardArchive, id)),
  plain('backup.make', {}, (c) => runMutation(c, makeBackup, undefined), readAgain(backupsKey)),
  plain('backup.restore', { name: 'x' }, (c) => runMutation(c, restoreBackup, 'x')),
  plain('backup.showFolder', {}, (c) => runMutation(c, showBackupFolder, undefined)),
  plain('promo.set', whole, (c) => runMutation(c, setPromo, whole)),
  plain('promo.delete', { courseId: id }, (c) => runMutation(c, removePromo, any(id))),
  plain('cover.set', whole, (c) => runMutation(c, setCover, whole)),
  plain('cover.delete', { courseId: id }, (c) => runMutation(c, removeCover, any(id))),
  plain('caption.pickFiles', { lessonId: id }, (c) => runMutation(c, pickCaptions, any(id))),
  plain('caption.createFromFiles', whole, (c) => runMutation(c, addCaptions, whole)),
  plain('caption.create', whole, (c) => runMutation(c, createCaption, whole)),
  plain('caption.save', whole, (c) => runMutation(c, saveCaption, whole)),
  plain('caption.resolveFaults', whole, (c) => runMutation(c, fixCaption, whole)),
  plain('lesson.setCaption', whole, (c) => runMutation(c, setCaption, whole)),
  plain('lesson.setThumbnail', { lessonIds: [id], jpeg: null }, (c) =>
    runMutation(c, setThumbnail, any({ lessonIds: [id], jpeg: null })),
  ),
  plain('resource.pick', { lessonId: id }, (c) => runMutation(c, pickLessonFiles, any(id))),
  plain('resource.create', whole, (c) => runMutation(c, attachFiles, whole)),
  plain('resource.rename', whole, (c) => runMutation(c, renameFile, whole)),
  plain('resource.delete', whole, (c) => runMutation(c, removeFiles, whole)),
  plain('resource.deleteOfChapter', whole, (c) => runMutation(c, removeChapterFiles, whole)),
  plain('picture.pick', { lessonId: id }, (c) => runMutation(c, pickPicture, any(id))),
  plain('picture.create', whole, (c) => runMutation(c, addPicture, whole)),
  plain('media.open', { versionId: id }, (c) => runMutation(c, openFile, any(id))),
  plain('media.pickFile', { versionId: id }, (c) => runMutation(c, locateFile, any(id))),
  plain('media.reveal', { versionId: id }, (c) => runMutation(c, revealMedia, any(id))),
  plain('course.create', { title: 'x' }, (c) => runMutation(c, createCourse, 'x'), readAgain(courseListKey)),
  plain('app.openWindow', { courseId: id }, (c) => runMutation(c, openCourseWindow, any(id))),
  plain('import.pickFiles', whole, (c) => runMutation(c, pickFiles, whole)),
  plain('import.scan', whole, (c) => runMutation(c, scanPaths, whole)),
  plain('import.pickFolder', whole, (c) => runMutation(c, pickFolder, whole)),
  plain('import.apply', whole, (c) => runMutation(c, applyPlan, whole)),
  plain('import.discard', { planId: id }, (c) => runMutation(c, discardPlan, any(id))),
  plain('sheet.save', { courseId: id }, (c) => runMutation(c, saveSheet, any(id))),
  plain('sheet.pick', {}, (c) => runMutation(c, pickSheet, undefined)),
  plain('sheet.apply', whole, (c) => runMutation(c, applySheet, whole)),
  plain('text.replace', whole, (c) => runMutation(c, replaceTexts, whole)),
  plain('storage.test', whole, (c) => runMutation(c, testStorage, whole)),
  plain('storage.save', whole, (c) => runMutation(c, saveStorage, whole), readAgain(storageKey)),
  plain('storage.forget', {}, (c) => runMutation(c, forgetStorage, undefined), readAgain(storageKey)),
  plain('job.retry', { jobId: id }, (c) => runMutation(c, retryJob, any(id)), readAgain(jobsKey)),
  plain('job.discard', { jobId: id }, (c) => runMutation(c, discardJob, any(id)), readAgain(jobsKey)),
  plain('storage.discardFormer', {}, (c) => runMutation(c, discardFormer, undefined), readAgain(usageKey)),
  plain('storage.testBucket', {}, (c) => runMutation(c, checkStorage, undefined)),
  plain('storage.saveQuota', { bytes: 1 }, (c) => runMutation(c, saveQuota, 1), readAgain(usageKey)),
  plain('storage.sendAnyway', {}, (c) => runMutation(c, sendOverQuota, undefined), readAgain(usageKey)),
  plain('storage.saveCdn', whole, (c) => runMutation(c, saveCdn, whole), readAgain(cdnQuery.queryKey)),
  plain('storage.testCdn', whole, (c) => runMutation(c, testCdn, whole)),
  plain('notice.dismiss', whole, (c) => runMutation(c, dismissNotice, whole), readAgain(studioKeys.info)),
  plain('sync.now', {}, (c) => runMutation(c, syncNow, undefined)),
  plain('device.save', whole, (c) => runMutation(c, saveDevice, whole), replaces(deviceQuery.queryKey)),
  plain('refused.retry', whole, (c) => runMutation(c, retryRefused, whole), readAgain(changesKey)),
  plain('refused.edit', whole, (c) => runMutation(c, editRefused, whole), readAgain(changesKey)),
  plain('refused.discard', whole, (c) => runMutation(c, discardRefused, whole), readAgain(changesKey)),
  plain('conflict.restore', whole, (c) => runMutation(c, restoreConflict, whole), readAgain(changesKey)),
  plain('conflict.dismiss', whole, (c) => runMutation(c, dismissConflict, whole), readAgain(changesKey)),
  plain(
    'upload.start',
    { versionIds: [id] },
    (c) => runMutation(c, startUploads, any<never[]>([id])),
    readAgain(uploadKeys.list, uploadKeys.summary),
  ),
  plain('tag.rename', whole, (c) => runMutation(c, renameTag, whole), readAgain(tagsKey)),
  plain('tag.delete', { name: 'x' }, (c) => runMutation(c, deleteTag, 'x'), readAgain(tagsKey)),
  plain('upload.sendAnyway', {}, (c) => runMutation(c, sendAnyway, undefined)),
  plain('upload.saveSettings', whole, (c) => runMutation(c, saveUploadSettings, whole), replaces(uploadKeys.settings)),
  plain('media.reveal', { versionId: id }, (c) => runMutation(c, revealUpload, any(id))),
  plain(
    'receipt.testStored',
    { uploadId: id, mode: 'x' },
    (c) => runMutation(c, testStored, any({ uploadId: id, versionId: id, mode: 'x' })),
    { ...forgets(uploadKeys.check(any(id))), ...readAgain(uploadKeys.receipt(any(id))) },
  ),
  plain('receipt.cancelTest', { uploadId: id }, (c) => runMutation(c, cancelTest, any(id))),
  plain('receipt.sendAgain', { uploadId: id }, (c) => runMutation(c, sendStoredAgain, any(id))),
  plain('watch.pickFolder', whole, (c) => runMutation(c, watchFolder, whole)),
  plain('watch.moveFolder', { folderId: id }, (c) => runMutation(c, chooseAnother, any(id))),
  plain('watch.forget', { folderId: id }, (c) => runMutation(c, stopWatching, any(id))),
  plain('watch.scan', { folderId: id }, (c) => runMutation(c, checkNow, any(id))),
  plain('watch.dismiss', { folderId: id }, (c) => runMutation(c, dismissOffer, any(id))),
  plain('watch.openOffer', { folderId: id }, (c) => runMutation(c, reviewOffer, any(id))),
  plain('history.undo', {}, (c) => runMutation(c, undoStep, undefined)),
  plain('history.redo', {}, (c) => runMutation(c, redoStep, undefined)),
  plain('history.goTo', { n: 1 }, (c) => runMutation(c, goToStep, 1)),
  plain('history.resolve', whole, (c) => runMutation(c, resolveStep, whole)),
  plain('app.setUnsaved', { isUnsaved: true }, (c) => runMutation(c, tellUnsaved, true)),
  plain('app.closeWindow', {}, (c) => runMutation(c, closeWindow, undefined)),
  plain('app.retryStart', {}, (c) => runMutation(c, goOn, 'app.retryStart'), readAgain(studioKeys.info)),
];
