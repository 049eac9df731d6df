import type { RefObject } from 'react';
import { Input } from '../../../components/input.tsx';
import { useFocusBeside } from '../../../hooks/use-focus-beside.ts';
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
  /** Has the keyboard when the last answer is removed. */
  readonly whenLast: RefObject<HTMLElement | null>;
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
  whenLast,
  onChange,
  onRight,
  onMove,
  onRemove,
}: OptionEditorProps) {
  const { t } = useTranslation();
  const n = at + 1;
  const { item, press } = useFocusBeside(whenLast);
  return (
    <li ref={item} tabIndex={-1} aria-label={t('lessonKinds.quiz.answer', { n })} className="flex items-start gap-2">
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
        onRemove={() => {
          press();
          onRemove();
        }}
      />
    </li>
  );
}
