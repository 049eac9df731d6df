import { mutationOptions } from '@tanstack/react-query';
import type { CourseDetails, ShownDetails } from '../../../../shared/domain/course.ts';
import { call, type Output } from '../../../lib/ipc-client.ts';
import { courseKeys } from '../queries.ts';
import type { InCourse } from './outline-patch.ts';

export interface DetailsChange extends InCourse {
  /** Only what was changed. */
  readonly details: Partial<CourseDetails>;
  /** What that was typed over. */
  readonly over: ShownDetails;
  /** The form whose draft goes with the save. */
  readonly draftOf: string;
}
type Details = Output<'course.getDetails'>;

export const saveCourseDetails = mutationOptions({
  mutationFn: (change: DetailsChange) => call('course.saveDetails', change),
  onMutate: async ({ courseId, details }, { client }) => {
    const queryKey = courseKeys.details(courseId);
    await client.cancelQueries({ queryKey });
    const before = client.getQueryData<Details>(queryKey);
    if (before) client.setQueryData<Details>(queryKey, { ...before, ...details });
    return before;
  },
  onError: (_error, { courseId }, before, { client }) => client.setQueryData(courseKeys.details(courseId), before),
  onSettled: (_data, _error, { courseId }, _before, { client }) =>
    client.invalidateQueries({ queryKey: courseKeys.details(courseId) }),
});
