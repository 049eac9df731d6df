import type { StepLabel } from '../../shared/domain/step-label.ts';
import type { Draft } from '../../shared/domain/merge.ts';
import { tagKey } from '../../shared/domain/tag.ts';
import { ok } from '../../shared/ipc/result.ts';
import type { TagTable } from '../db/tables/tags.ts';
import type { Handlers } from '../ipc/router.ts';
import { type EditContext, notFound, remove, set } from './context.ts';

/** The tags of the workspace, each in all that has it. */
export function createTagActions(
  deps: EditContext & { readonly tags: TagTable },
): Pick<Handlers, Extract<keyof Handlers, `tag.${string}`>> {
  const { mutator, tags, nowMs } = deps;
  const write = (code: StepLabel['code'], name: string, drafts: readonly Draft[]): void => {
    if (drafts.length > 0) mutator.mutate({ label: { code, count: 1, name }, drafts });
  };

  return {
    'tag.list': () => ok(tags.listUses()),
    'tag.rename'({ name, to }) {
      const known = tags.known();
      const tag = known.get(tagKey(name));
      if (!tag) return notFound('tag');
      // As the other one is written, if it becomes that; undo tells them apart again, since their rows stay two.
      const written = tagKey(to) === tagKey(name) ? to : (known.get(tagKey(to))?.name ?? to);
      const drafts = written === tag.name ? [] : tag.ids.map((id) => set('tags', id, { name: { name: written } }));
      write('tag.rename', tag.name, drafts);
      return ok({ name: written });
    },
    'tag.delete'({ name }) {
      const tag = tags.known().get(tagKey(name));
      if (!tag) return notFound('tag');
      // What has it loses it too: whoever makes a tag of that name later does not find it on old courses.
      const taggings = tag.ids.flatMap((id) => tags.taggingIdsOfTag(id));
      write('tag.delete', tag.name, [
        ...taggings.map((id) => remove('taggings', id, nowMs())),
        ...tag.ids.map((id) => remove('tags', id, nowMs())),
      ]);
      return ok({ name: tag.name });
    },
  };
}
