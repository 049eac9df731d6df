import type { EditContext } from './actions/context.ts';
import { createHeldParts } from './actions/held-parts.ts';
import type { AppServices } from './compose-services.ts';
import type { ChildTable } from './db/tables/children.ts';
import type { LessonFiles } from './db/tables/lesson-files.ts';
import type { MediaTable } from './db/tables/media.ts';
import { createAttachables, type FindAttachable } from './media/attachable.ts';
import { createImportSessions, type ImportSessions } from './media/import-sessions.ts';
import { createTwins } from './media/twins.ts';
import { createComparison } from './watch/adapters/folder-source.ts';

interface ImportParts {
  readonly services: AppServices;
  readonly edit: EditContext;
  readonly media: MediaTable;
  readonly lessonFiles: LessonFiles;
  readonly children: ChildTable;
}

interface Imports {
  readonly imports: ImportSessions;
  /** Of a single file. */
  readonly findAttachable: FindAttachable;
}

/** Drops that are looked into and not imported yet. */
export function composeImports({ services, edit, media, lessonFiles, children }: ImportParts): Imports {
  const { logger, newId, nowMs, locale, push } = services;
  const importLog = logger.child('import');
  const { prepare } = createTwins({ ...edit, media, hash: services.media.hash });
  const findAttachable = createAttachables({ prepareTwins: prepare, hash: services.media.hash });
  const imports = createImportSessions({
    media: services.media,
    newId,
    nowMs,
    locale,
    heldBy: createHeldParts({ ...edit, children }),
    prepareTwins: prepare,
    compare: createComparison({ media: services.media, list: lessonFiles.list, prepare }),
    onProbed: (planId, done, total) => push('import.probed', { planId, done, total }),
    report: (error) => importLog.log('error', 'looking into a drop failed', { error }),
  });
  return { imports, findAttachable };
}
