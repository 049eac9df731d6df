import { accountEvents, accountRoutes } from './contract/account.ts';
import { archiveEvents, archiveRoutes } from './contract/archive.ts';
import { backupRoutes } from './contract/backup.ts';
import { captionRoutes } from './contract/caption.ts';
import { chapterRoutes } from './contract/chapter.ts';
import { courseEvents, courseRoutes } from './contract/course.ts';
import { coverRoutes } from './contract/cover.ts';
import { deviceRoutes } from './contract/device.ts';
import { historyRoutes } from './contract/history.ts';
import { importEvents, importRoutes } from './contract/import.ts';
import { jobEvents, jobRoutes } from './contract/job.ts';
import { lessonEvents, lessonRoutes } from './contract/lesson.ts';
import { outboxRoutes } from './contract/outbox.ts';
import { promoRoutes } from './contract/promo.ts';
import { publishEvents, publishRoutes } from './contract/publish.ts';
import { receiptEvents, receiptRoutes } from './contract/receipt.ts';
import { pictureRoutes } from './contract/picture.ts';
import { resourceRoutes } from './contract/resource.ts';
import { searchRoutes } from './contract/search.ts';
import { sheetRoutes } from './contract/sheet.ts';
import { storageEvents, storageRoutes } from './contract/storage.ts';
import { studioEvents, studioRoutes } from './contract/studio.ts';
import { textRoutes } from './contract/text.ts';
import { tagRoutes } from './contract/tag.ts';
import { trashRoutes } from './contract/trash.ts';
import { uploadEvents, uploadRoutes } from './contract/upload.ts';
import { versionRoutes } from './contract/version.ts';
import { watchEvents, watchRoutes } from './contract/watch.ts';
import type { EventMap, RouteMap } from './define.ts';

/** The one audit list: everything the renderer can ask of main. */
export const routes = {
  ...studioRoutes,
  ...historyRoutes,
  ...courseRoutes,
  ...chapterRoutes,
  ...lessonRoutes,
  ...captionRoutes,
  ...importRoutes,
  ...uploadRoutes,
  ...receiptRoutes,
  ...storageRoutes,
  ...jobRoutes,
  ...accountRoutes,
  ...archiveRoutes,
  ...backupRoutes,
  ...deviceRoutes,
  ...outboxRoutes,
  ...tagRoutes,
  ...trashRoutes,
  ...versionRoutes,
  ...promoRoutes,
  ...publishRoutes,
  ...coverRoutes,
  ...resourceRoutes,
  ...pictureRoutes,
  ...watchRoutes,
  ...searchRoutes,
  ...textRoutes,
  ...sheetRoutes,
} as const satisfies RouteMap;

/** Everything main tells the renderer. */
export const events = {
  ...studioEvents,
  ...courseEvents,
  ...lessonEvents,
  ...importEvents,
  ...uploadEvents,
  ...receiptEvents,
  ...storageEvents,
  ...jobEvents,
  ...publishEvents,
  ...accountEvents,
  ...archiveEvents,
  ...watchEvents,
} as const satisfies EventMap;

export type Routes = typeof routes;
export type RouteName = keyof Routes;
export type Events = typeof events;
export type EventName = keyof Events;
