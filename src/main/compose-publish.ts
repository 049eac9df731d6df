import { stat } from 'node:fs/promises';
import type { EditContext } from './actions/context.ts';
import { createPublishCommands, createPublishing } from './actions/publish-course.ts';
import { createPublishedState } from './actions/published-state.ts';
import { createChecklist, createPublishActions } from './actions/publish.ts';
import type { ProfileTables } from './compose-profile-data.ts';
import type { AppServices } from './compose-services.ts';
import type { ComposedSync } from './compose-sync.ts';
import type { UploadRoom } from './compose-uploads.ts';
import type { Changed } from './db/mutate.ts';
import type { Database } from './db/open.ts';
import type { CourseChanges } from './ipc/push.ts';
import { publishedUrl } from './uploads/published-url.ts';

interface PublishParts {
  readonly services: AppServices;
  readonly tables: ProfileTables;
  readonly edit: EditContext;
  readonly room: UploadRoom;
  readonly sync: ComposedSync;
}

type PublishedStateParts = Pick<PublishParts, 'tables'> & {
  readonly services: Pick<AppServices, 'backupThread' | 'logger'>;
  readonly db: Database;
  readonly changes: CourseChanges<Changed>;
};

const sizeOf = (path: string): Promise<number | null> =>
  stat(path).then(
    ({ size }) => size,
    () => null,
  );

/** The checklist of a profile's courses, and publishing them. */
export function composePublish({ services, tables, edit, room, sync }: PublishParts) {
  const deps = { ...edit, ...tables, ...room.receiptDeps, readRules: services.publishRules, sizeOf };
  const checklist = createChecklist(deps);
  const publishing = createPublishing(
    {
      ...edit,
      ...tables,
      sync,
      server: sync,
      position: sync.position,
      urlOf(objectName) {
        const baseUrl = room.storage.publicBaseUrl();
        return baseUrl === null ? null : publishedUrl(baseUrl, objectName);
      },
      onPhase: (courseId, phase) => services.push('publish.progressed', { courseId, phase }),
    },
    checklist,
  );
  return { ...createPublishActions(deps, checklist), ...createPublishCommands(publishing) };
}

/** The courses of a profile, listed with what became of those that were published; compared in a thread. */
export function composePublishedState({ services, db, tables, changes }: PublishedStateParts) {
  const stopped = new AbortController();
  let comparing: Promise<unknown> = Promise.resolve();
  const state = createPublishedState({
    compare(courseId) {
      const compared = services.backupThread.run('compare', { path: db.name, courseId }, stopped.signal);
      comparing = compared.catch(() => undefined);
      return compared;
    },
    later: changes.later,
    onChange: (courseId) => changes.add([courseId], []),
    onError(error) {
      if (!stopped.signal.aborted)
        services.logger.log('error', 'a course was not compared with what is published', { error });
    },
  });
  changes.onAdd(state.forget);
  return {
    courses: { ...tables.courses, listSummaries: () => state.shown(tables.courses.listSummaries()) },
    /** Resolves when nothing reads the data file any more. */
    async stop(): Promise<void> {
      stopped.abort();
      await comparing;
    },
  };
}
export type PublishedState = ReturnType<typeof composePublishedState>;
