import { mutationOptions, type MutationFunctionContext } from '@tanstack/react-query';
import { call, type Input } from '../../lib/ipc-client.ts';
import { trashQuery, type TrashItem } from './queries.ts';

type Client = MutationFunctionContext['client'];
type Refs = Input<'trash.restore'>['items'];
const { queryKey } = trashQuery;

const refsOf = (items: readonly TrashItem[]): Refs => items.map(({ kind, id }) => ({ kind, id })) as Refs;

/** They go from the list at once; answers how it was. */
async function takeOut(client: Client, items: readonly TrashItem[]): Promise<TrashItem[] | undefined> {
  await client.cancelQueries({ queryKey });
  const before = client.getQueryData(queryKey);
  const gone = new Set(items.map(({ id }) => id));
  client.setQueryData(queryKey, (held) => held?.filter(({ id }) => !gone.has(id)));
  return before;
}
/** Not awaited: what is said of it must not come after what is said of the next. */
const reconcile = (client: Client): void => void client.invalidateQueries({ queryKey });

export const restoreItems = mutationOptions({
  mutationFn: (items: readonly TrashItem[]) => call('trash.restore', { items: refsOf(items) }),
  onMutate: (items, { client }) => takeOut(client, items),
  onError: (_error, _items, before, { client }) => client.setQueryData(queryKey, before),
  onSettled: (_data, _error, _items, _before, { client }) => reconcile(client),
});

export const purgeItems = mutationOptions({
  mutationFn: (items: readonly TrashItem[]) => call('trash.purge', { items: refsOf(items) }),
  onMutate: (items, { client }) => takeOut(client, items),
  onError: (_error, _items, before, { client }) => client.setQueryData(queryKey, before),
  onSettled: (_data, _error, _items, _before, { client }) => reconcile(client),
});
