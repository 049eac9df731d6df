import type { EditContext } from './actions/context.ts';
import type { AppServices } from './compose-services.ts';
import type { LessonFiles } from './db/tables/lesson-files.ts';
import type { MediaTable } from './db/tables/media.ts';
import { createImportSessions, type ImportSessions } from './media/import-sessions.ts';
import { createTwins } from './media/twins.ts';
import { createComparison } from './watch/adapters/folder-source.ts';

interface ImportParts {
  readonly services: AppServices;
  readonly edit: EditContext;
  readonly media: MediaTable;
  readonly lessonFiles: LessonFiles;
}

/** Drops that are looked into and not imported yet. */
export function composeImports({ services, edit, media, lessonFiles }: ImportParts): ImportSessions {
  const { logger, newId, nowMs, locale, push } = services;
  const importLog = logger.child('import');
  const { prepare } = createTwins({ ...edit, media, hash: services.media.hash });
  return createImportSessions({
    media: services.media,
    newId,
    nowMs,
    locale,
    prepareTwins: prepare,
    compare: createComparison({ media: services.media, list: lessonFiles.list, prepare }),
    onProbed: (planId, done, total) => push('import.probed', { planId, done, total }),
    report: (error) => importLog.log('error', 'looking into a drop failed', { error }),
  });
}
