import type { MutationFunctionContext } from '@tanstack/react-query';
import type { Outline } from '../../../../shared/domain/course.ts';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { courseKeys } from '../queries.ts';

type Client = MutationFunctionContext['client'];
export interface InCourse {
  readonly courseId: CourseId;
}

/*
 * Edits are sent at once and do not wait for each other: main takes requests in the order in which they come, so a
 * reading that follows an edit has it, and one that was under way is given up by `patchOutline`. (Edits that waited in
 * a queue would be missing in the reading after the one before them: the screen would jump back.)
 */

/** Patches the outline at once; answers how it was, for a rollback. */
export async function patchOutline(client: Client, { courseId }: InCourse, patch: (outline: Outline) => Outline) {
  const queryKey = courseKeys.outline(courseId);
  await client.cancelQueries({ queryKey });
  const before = client.getQueryData<Outline>(queryKey);
  if (before) client.setQueryData<Outline>(queryKey, patch(before));
  return before;
}
/** As it was before the edit. */
export const putBack = (client: Client, { courseId }: InCourse, before: Outline | undefined) =>
  client.setQueryData(courseKeys.outline(courseId), before);
/** Not awaited: an edit is done when main has it. What is said of it must not come after what is said of the next. */
export const reconcile = (client: Client, { courseId }: InCourse) =>
  void client.invalidateQueries({ queryKey: courseKeys.outline(courseId) });
