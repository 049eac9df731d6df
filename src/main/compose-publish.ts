import { stat } from 'node:fs/promises';
import type { EditContext } from './actions/context.ts';
import { createPublishCommands, createPublishing } from './actions/publish-course.ts';
import { createPublishedState } from './actions/published-state.ts';
import { createChecklist, createPublishActions } from './actions/publish.ts';
import type { ProfileTables } from './compose-profile-data.ts';
import type { AppServices } from './compose-services.ts';
import type { ComposedSync } from './compose-sync.ts';
import type { UploadRoom } from './compose-uploads.ts';
import type { CourseTable } from './db/tables/courses.ts';
import type { CourseChanges } from './ipc/push.ts';
import { publishedUrl } from './uploads/published-url.ts';

interface PublishParts {
  readonly services: AppServices;
  readonly tables: ProfileTables;
  readonly edit: EditContext;
  readonly room: UploadRoom;
  readonly sync: ComposedSync;
}

type PublishedStateParts = Pick<PublishParts, 'tables' | 'edit'> & { readonly changes: CourseChanges };

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

/** The courses of a profile, listed with what became of those that were published. */
export function withPublishedState({ tables, edit, changes }: PublishedStateParts): CourseTable {
  const state = createPublishedState({
    ...edit,
    ...tables,
    later: changes.later,
    onChange: (courseId) => changes.add([courseId]),
  });
  changes.onAdd(state.forget);
  return { ...tables.courses, listSummaries: () => state.shown(tables.courses.listSummaries()) };
}
