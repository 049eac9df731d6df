import { mutationOptions } from '@tanstack/react-query';
import { call, type Input } from '../../lib/ipc-client.ts';
import { tagsKey } from '../../lib/tags.ts';

/** Not optimistic: what has the tag is on many screens, and main tells of it at once. */
export const renameTag = mutationOptions({
  mutationFn: (names: Input<'tag.rename'>) => call('tag.rename', names),
  onSuccess: (_data, _input, _before, { client }) => client.invalidateQueries({ queryKey: tagsKey }),
});

export const deleteTag = mutationOptions({
  mutationFn: (name: string) => call('tag.delete', { name }),
  onSuccess: (_data, _input, _before, { client }) => client.invalidateQueries({ queryKey: tagsKey }),
});
