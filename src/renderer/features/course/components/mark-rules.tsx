import { CircleAlert, CircleCheck } from 'lucide-react';
import { rulesOf, type Marks } from '../../../../shared/domain/lesson-marks.ts';
import { Icon } from '../../../components/icon.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';

interface MarkRulesProps {
  readonly marks: Marks;
  readonly durationMs: number | null;
}

/** What video sites ask of chapters, and which of it is so by now. */
export function MarkRules({ marks, durationMs }: MarkRulesProps) {
  const { t } = useTranslation();
  const rules = rulesOf(marks, durationMs);
  if (rules.length === 0) return null;
  return (
    <ul aria-label={t('lessonMarks.rules')} className="flex flex-col gap-0.5 text-12 text-ink-muted">
      {rules.map(({ rule, isMet }) => (
        <li key={rule} className="flex items-start gap-1.5">
          <Icon
            of={isMet ? CircleCheck : CircleAlert}
            className={isMet ? 'mt-0.5 text-success' : 'mt-0.5 text-warning'}
          />
          <span className="sr-only">{t(isMet ? 'lessonMarks.met' : 'lessonMarks.unmet')}</span>
          {t(`lessonMarks.rule.${rule}`)}
        </li>
      ))}
    </ul>
  );
}
