import { useTranslation } from '../../../hooks/use-translation.ts';
import type { CourseSummary } from '../../../../shared/domain/course.ts';
import { useFormats } from '../../../hooks/studio-context.ts';

/** 12 lessons · 2 h 41 min · 1.2 GB */
export function CourseFacts({ course }: { readonly course: CourseSummary }) {
  const { t } = useTranslation();
  const { span, bytes } = useFormats();
  const facts = [
    t('unit.lessons', { count: course.lessons }),
    course.durationMs > 0 ? span(course.durationMs) : null,
    course.bytes > 0 ? bytes(course.bytes) : null,
  ];
  return <p className="numeric truncate text-12 text-ink-muted">{facts.filter(Boolean).join(' · ')}</p>;
}
