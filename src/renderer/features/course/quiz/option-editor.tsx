import { Input } from '../../../components/input.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { OrderButtons } from './order-buttons.tsx';
import { LIMITS, type Option, type Question } from './quiz-model.ts';

interface OptionEditorProps {
  readonly option: Option;
  readonly kind: Question['kind'];
  /** The question, whose right answer it may be. */
  readonly group: string;
  readonly at: number;
  readonly count: number;
  readonly onChange: (change: Partial<Option>) => void;
  readonly onRight: (isRight: boolean) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** One answer: whether it is right, its text, and what is told to whoever chooses it. */
export function OptionEditor({
  option,
  kind,
  group,
  at,
  count,
  onChange,
  onRight,
  onMove,
  onRemove,
}: OptionEditorProps) {
  const { t } = useTranslation();
  const n = at + 1;
  return (
    <li className="flex items-start gap-2">
      <input
        type={kind === 'single' ? 'radio' : 'checkbox'}
        name={`right ${group}`}
        checked={option.isRight}
        aria-label={t('lessonKinds.quiz.right', { n })}
        title={t('lessonKinds.quiz.right', { n })}
        className="mt-2 size-4 shrink-0 accent-accent"
        onChange={(event) => onRight(event.target.checked)}
      />
      <div className="flex min-w-0 grow flex-col gap-1">
        <Input
          aria-label={t('lessonKinds.quiz.answerText', { n })}
          placeholder={t('lessonKinds.quiz.answer', { n })}
          maxLength={LIMITS.option}
          value={option.text}
          onChange={(event) => onChange({ text: event.target.value })}
        />
        <Input
          aria-label={t('lessonKinds.quiz.answerFeedback', { n })}
          placeholder={t('lessonKinds.quiz.answerFeedback', { n })}
          maxLength={LIMITS.optionFeedback}
          value={option.feedback}
          onChange={(event) => onChange({ feedback: event.target.value })}
        />
      </div>
      <OrderButtons
        of={t('lessonKinds.quiz.answer', { n })}
        at={at}
        count={count}
        onMove={onMove}
        onRemove={onRemove}
      />
    </li>
  );
}
