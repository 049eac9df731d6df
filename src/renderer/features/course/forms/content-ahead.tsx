import type { LessonDetail } from '../../../../shared/domain/course.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';

/** Whether a newer app wrote that part of a lesson; it is shown as such and never written over (decision 0042). */
export const isAhead = ({ content }: LessonDetail, kind: 'quiz' | 'link' | 'marks'): boolean =>
  content.unreadable.includes(kind);

export function ContentAhead() {
  const { t } = useTranslation();
  return (
    <p role="note" className="text-12 text-warning">
      {t('lessonKinds.ahead')}
    </p>
  );
}
