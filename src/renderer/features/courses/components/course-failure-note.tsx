import { X } from 'lucide-react';
import { ErrorNote } from '../../../components/error-note.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { errorWords } from '../../../lib/error-words.ts';
import type { CourseFailure } from '../course-verbs.ts';

interface CourseFailureNoteProps {
  readonly failure: CourseFailure;
  readonly onHide: () => void;
}

/** A verb that was refused, above the list that shows the courses as they were: what did not happen, why, and the way on. */
export function CourseFailureNote({ failure, onHide }: CourseFailureNoteProps) {
  const { t } = useTranslation();
  const { title, hint } = errorWords(t, failure.error);
  return (
    <div className="px-4 pt-3">
      <ErrorNote
        title={t(`courses.failed.${failure.verb}`)}
        hint={`${title} ${hint}`}
        action={<IconButton icon={X} size="compact" label={t('app.close')} onClick={onHide} />}
      />
    </div>
  );
}
