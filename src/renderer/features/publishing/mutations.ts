import { mutationOptions, type MutationFunctionContext } from '@tanstack/react-query';
import type { CourseId, CourseVersionId } from '../../../shared/domain/ids.ts';
import { call } from '../../lib/ipc-client.ts';

interface OfCourse {
  readonly courseId: CourseId;
}
type Client = MutationFunctionContext['client'];
/** Not awaited: what is said of it must not come after what is said of the next. */
const reconcile = (client: Client, { courseId }: OfCourse): void =>
  void client.invalidateQueries({ queryKey: ['course', courseId] });

/** Not optimistic: whether the course is published is the server's to say. */
export const publishCourse = mutationOptions({
  mutationFn: ({ courseId }: OfCourse) => call('publish.start', { courseId }),
  onSettled: (_data, _error, input, _before, { client }) => reconcile(client, input),
});

/** What comes of it is what publishing answers. */
export const cancelPublishing = mutationOptions({
  mutationFn: ({ courseId }: OfCourse) => call('publish.cancel', { courseId }),
});

/** Not optimistic: what becomes of the outline is main's to say. */
export const discardToPublished = mutationOptions({
  mutationFn: ({ versionId }: OfCourse & { readonly versionId: CourseVersionId }) =>
    call('version.restore', { versionId }),
  onSettled: (_data, _error, input, _before, { client }) => reconcile(client, input),
});
