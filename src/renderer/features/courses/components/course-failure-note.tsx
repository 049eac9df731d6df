import { RefusedNote } from '../../../components/refused-note.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { CourseFailure } from '../course-verbs.ts';

interface CourseFailureNoteProps {
  readonly failure: CourseFailure;
  readonly onHide: () => void;
}

/** A verb that was refused, above the list that shows the courses as they were: what did not happen, why, and the way on. */
export function CourseFailureNote({ failure, onHide }: CourseFailureNoteProps) {
  const { t } = useTranslation();
  return (
    <div className="px-4 pt-3">
      <RefusedNote title={t(`courses.failed.${failure.verb}`)} error={failure.error} onHide={onHide} />
    </div>
  );
}
