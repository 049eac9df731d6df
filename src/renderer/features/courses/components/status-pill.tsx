import { CircleCheck, CircleDashed, Clock, type LucideIcon } from 'lucide-react';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { CourseSummary } from '../../../../shared/domain/course.ts';
import { Pill, type Tone } from '../../../components/pill.tsx';

const looks: Record<CourseSummary['status'], { readonly icon: LucideIcon; readonly tone: Tone }> = {
  draft: { icon: CircleDashed, tone: 'neutral' },
  pending: { icon: Clock, tone: 'warning' },
  published: { icon: CircleCheck, tone: 'success' },
};

/** How far the course is on its way to students. */
export function StatusPill({ status }: Pick<CourseSummary, 'status'>) {
  const { t } = useTranslation();
  return <Pill bare {...looks[status]} words={t(`courses.statusOf.${status}`)} />;
}
