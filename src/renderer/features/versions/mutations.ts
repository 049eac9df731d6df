import { mutationOptions, type MutationFunctionContext } from '@tanstack/react-query';
import type { CourseId, CourseVersionId } from '../../../shared/domain/ids.ts';
import { call } from '../../lib/ipc-client.ts';
import { versionsQuery, type Version } from './queries.ts';

type Client = MutationFunctionContext['client'];
interface OfCourse {
  readonly courseId: CourseId;
}
interface OneVersion extends OfCourse {
  readonly versionId: CourseVersionId;
}

/** The list as it becomes, at once; answers how it was. */
async function patch(client: Client, { courseId }: OfCourse, change: (list: Version[]) => Version[]) {
  const { queryKey } = versionsQuery(courseId);
  await client.cancelQueries({ queryKey });
  const before = client.getQueryData(queryKey);
  client.setQueryData(queryKey, (list) => list && change(list));
  return { list: before };
}
type Before = Awaited<ReturnType<typeof patch>> | undefined;
const back = (client: Client, { courseId }: OfCourse, before: Before) =>
  client.setQueryData(versionsQuery(courseId).queryKey, before?.list);
/** Not awaited: what is said of it must not come after what is said of the next. */
const reconcile = (client: Client, { courseId }: OfCourse): void =>
  void client.invalidateQueries({ queryKey: ['course', courseId] });

/** Not optimistic: main gives the id and cuts the parts. */
export const makeVersion = mutationOptions({
  mutationFn: ({ courseId, name }: OfCourse & { readonly name: string }) => call('version.make', { courseId, name }),
  onSettled: (_data, _error, input, _before, { client }) => reconcile(client, input),
});

export const renameVersion = mutationOptions({
  mutationFn: ({ versionId, name }: OneVersion & { readonly name: string }) =>
    call('version.rename', { versionId, name }),
  onMutate: (input, { client }) =>
    patch(client, input, (list) =>
      list.map((one) => (one.versionId === input.versionId ? { ...one, name: input.name } : one)),
    ),
  onError: (_error, input, before, { client }) => back(client, input, before),
  onSettled: (_data, _error, input, _before, { client }) => reconcile(client, input),
});

export const deleteVersion = mutationOptions({
  mutationFn: ({ versionId }: OneVersion) => call('version.delete', { versionId }),
  onMutate: (input, { client }) =>
    patch(client, input, (list) => list.filter(({ versionId }) => versionId !== input.versionId)),
  onError: (_error, input, before, { client }) => back(client, input, before),
  onSettled: (_data, _error, input, _before, { client }) => reconcile(client, input),
});

/** Not optimistic: what becomes of the outline is main's to say. */
export const restoreVersion = mutationOptions({
  mutationFn: ({ versionId }: OneVersion) => call('version.restore', { versionId }),
  onSettled: (_data, _error, input, _before, { client }) => reconcile(client, input),
});
