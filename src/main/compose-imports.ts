import type { EditContext } from './actions/context.ts';
import type { AppServices } from './compose-services.ts';
import type { MediaTable } from './db/tables/media.ts';
import { createImportSessions, type ImportSessions } from './media/import-sessions.ts';
import { createTwins } from './media/twins.ts';

/** Drops that are looked into and not imported yet. */
export function composeImports(services: AppServices, edit: EditContext, media: MediaTable): ImportSessions {
  const { logger, newId, nowMs, locale, push } = services;
  const importLog = logger.child('import');
  return createImportSessions({
    media: services.media,
    newId,
    nowMs,
    locale,
    prepareTwins: createTwins({ ...edit, media, hash: services.media.hash }).prepare,
    onProbed: (planId, done, total) => push('import.probed', { planId, done, total }),
    report: (error) => importLog.log('error', 'looking into a drop failed', { error }),
  });
}
