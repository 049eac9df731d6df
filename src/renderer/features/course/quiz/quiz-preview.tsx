import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { isAnsweredRight, type Question, type Quiz } from './quiz-model.ts';

/** A quiz as students meet it: they answer, and are told. Nothing of it is kept. */
export function QuizPreview({ quiz }: { readonly quiz: Quiz }) {
  const { t } = useTranslation();
  if (quiz.questions.length === 0) return <p className="text-12 text-ink-muted">{t('lessonKinds.quiz.empty')}</p>;
  return (
    <ol className="flex flex-col gap-4">
      {quiz.questions.map((question, at) => (
        <li key={question.id}>
          <QuestionPreview question={question} n={at + 1} />
        </li>
      ))}
    </ol>
  );
}

function QuestionPreview({ question, n }: { readonly question: Question; readonly n: number }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isChecked, setChecked] = useState(false);
  const choose = (id: string, isOn: boolean) => {
    const others = question.kind === 'multiple' ? [...chosen].filter((one) => one !== id) : [];
    setChosen(new Set(isOn ? [...others, id] : others));
    setChecked(false);
  };
  return (
    <fieldset className="flex flex-col gap-2">
      <legend dir="auto" className="mb-1 text-13 font-medium whitespace-pre-wrap">
        {question.text || t('lessonKinds.quiz.question', { n })}
      </legend>
      {question.options.map(({ id, text, feedback }) => (
        <div key={id} className="flex flex-col">
          <label dir="auto" className="flex items-baseline gap-2 text-13">
            <input
              type={question.kind === 'single' ? 'radio' : 'checkbox'}
              name={`answer ${question.id}`}
              checked={chosen.has(id)}
              className="size-4 shrink-0 translate-y-0.5 accent-accent"
              onChange={(event) => choose(id, event.target.checked)}
            />
            {text}
          </label>
          {isChecked && chosen.has(id) && feedback ? <p className="ps-6 text-12 text-ink-muted">{feedback}</p> : null}
        </div>
      ))}
      <Button size="compact" className="self-start" disabled={chosen.size === 0} onClick={() => setChecked(true)}>
        {t('lessonKinds.quiz.check')}
      </Button>
      <div role="status" className="text-12 empty:hidden">
        {isChecked ? <Verdict isRight={isAnsweredRight(question, chosen)} feedback={question.feedback} /> : null}
      </div>
    </fieldset>
  );
}

function Verdict({ isRight, feedback }: { readonly isRight: boolean; readonly feedback: string }) {
  const { t } = useTranslation();
  return (
    <>
      <p className={isRight ? 'text-success' : 'text-danger'}>
        {isRight ? t('lessonKinds.quiz.correct') : t('lessonKinds.quiz.wrong')}
      </p>
      {feedback ? <p dir="auto">{feedback}</p> : null}
    </>
  );
}
