import type { ChildTable } from '../db/tables/children.ts';
import type { ImportSessionsDeps } from '../media/import-sessions.ts';
import { type EditContext, liveRow, textOf } from './context.ts';

interface HeldPartsDeps extends Pick<EditContext, 'mutator'> {
  readonly children: Pick<ChildTable, 'linkIds'>;
}

/** Whether a course has a cover, a promo and a description. */
export const createHeldParts =
  ({ mutator, children }: HeldPartsDeps): ImportSessionsDeps['heldBy'] =>
  (courseId) => {
    const roles = new Set(children.linkIds(courseId).map((id) => textOf(liveRow(mutator, 'media_links', id), 'role')));
    const description = textOf(liveRow(mutator, 'courses', courseId), 'description');
    return { cover: roles.has('cover'), promo: roles.has('promo'), description: description.trim() !== '' };
  };
