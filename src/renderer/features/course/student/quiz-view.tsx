import { CircleCheck, CircleX } from 'lucide-react';
import { useId, useState } from 'react';
import type { LessonDetail } from '../../../../shared/domain/course.ts';
import { Button } from '../../../components/button.tsx';
import { Pill } from '../../../components/pill.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { choose, isRight, type Answers, type Question } from './quiz-answers.ts';

type Quiz = NonNullable<LessonDetail['content']['quiz']>;
const NOTHING: Answers = new Set();

/** A quiz that can be taken; what was answered is nobody's and is forgotten. */
export function QuizView({ quiz: { questions } }: { readonly quiz: Quiz }) {
  const { t } = useTranslation();
  const [answers, setAnswers] = useState(NOTHING);
  const [isChecked, setChecked] = useState(false);
  const right = questions.filter((question) => isRight(answers, question)).length;
  const again = () => {
    setAnswers(NOTHING);
    setChecked(false);
  };
  return (
    <form
      className="flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        setChecked(true);
      }}
    >
      {questions.map((question, at) => (
        <QuestionView
          key={question.id}
          question={question}
          at={at}
          answers={answers}
          isChecked={isChecked}
          onChoose={(optionId) => setAnswers(choose(answers, question, optionId))}
        />
      ))}
      <div className="flex items-center gap-3">
        {isChecked ? (
          <Button onClick={again}>{t('student.again')}</Button>
        ) : (
          <Button type="submit">{t('student.check')}</Button>
        )}
        <p role="status">{isChecked ? t('student.result', { right, count: questions.length }) : null}</p>
      </div>
    </form>
  );
}

interface QuestionViewProps {
  readonly question: Question;
  readonly at: number;
  readonly answers: Answers;
  readonly isChecked: boolean;
  readonly onChoose: (optionId: string) => void;
}

function QuestionView({ question, at, answers, isChecked, onChoose }: QuestionViewProps) {
  const { t } = useTranslation();
  const name = useId();
  const { kind, text, options, feedback } = question;
  const wasRight = isRight(answers, question);
  return (
    <fieldset disabled={isChecked} className="flex flex-col gap-2">
      <legend className="pb-1">
        <span className="block text-12 text-ink-muted">
          {t('student.question', { at: at + 1 })} · {t(kind === 'single' ? 'student.chooseOne' : 'student.chooseSome')}
        </span>
        <span dir="auto" className="text-15 font-medium whitespace-pre-wrap">
          {text}
        </span>
      </legend>
      {options.map(({ id, text: words, feedback: why }) => (
        <label key={id} className="flex items-start gap-2">
          <input
            type={kind === 'single' ? 'radio' : 'checkbox'}
            name={name}
            checked={answers.has(id)}
            onChange={() => onChoose(id)}
            className="mt-1"
          />
          <span dir="auto">
            {words}
            {isChecked && answers.has(id) && why ? <span className="block text-12 text-ink-muted">{why}</span> : null}
          </span>
        </label>
      ))}
      {isChecked ? (
        <p className="flex items-center gap-2">
          <Pill
            icon={wasRight ? CircleCheck : CircleX}
            tone={wasRight ? 'success' : 'danger'}
            words={t(wasRight ? 'student.right' : 'student.wrong')}
          />
          <span dir="auto">{feedback}</span>
        </p>
      ) : null}
    </fieldset>
  );
}
